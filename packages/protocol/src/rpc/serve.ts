import { ResponseError, type MessageConnection } from 'vscode-jsonrpc';
import type * as z from 'zod';
import { toWireError } from '../errors/error.js';
import { checked } from './checked.js';
import type { Contract, NotificationType, RequestType } from './contract.js';
import { notificationType, ourError, requestType } from './message-types.js';

/** What answers each method that this side understands. A handler may throw; `signal` says that nobody waits any more. */
export type Handlers<C extends Contract> = {
  [M in keyof C]: C[M] extends RequestType<infer P, infer R>
    ? (params: z.infer<P>, signal: AbortSignal) => z.infer<R> | Promise<z.infer<R>>
    : C[M] extends NotificationType<infer P>
      ? (params: z.infer<P>) => void
      : never;
};

/** Answers what `local` names. Unforeseen errors cross without their stack; the log has it. */
export function serve<Local extends Contract>(
  rpc: MessageConnection,
  local: Local,
  handlers: Handlers<Local>,
  log: (line: string) => void,
): void {
  for (const [method, type] of Object.entries(local)) {
    const handler = handlers[method as keyof Handlers<Local>];
    if (type.kind === 'notification') {
      rpc.onNotification(notificationType(method), (params) => {
        try {
          handler(checked(local, method, 'params', params), new AbortController().signal);
        } catch (error) {
          log(`${method}: ${error instanceof Error ? error.message : String(error)}`);
        }
      });
      continue;
    }
    rpc.onRequest(requestType(method), async (params, token) => {
      const controller = new AbortController();
      const subscription = token.onCancellationRequested(() => controller.abort());
      try {
        return await handler(checked(local, method, 'params', params), controller.signal);
      } catch (error) {
        const wire = toWireError(error);
        if (wire.code === 'internal')
          log(`${method}: ${error instanceof Error ? error.stack : String(error)}`);
        return new ResponseError(ourError, wire.code, wire);
      } finally {
        subscription.dispose();
      }
    });
  }
}
