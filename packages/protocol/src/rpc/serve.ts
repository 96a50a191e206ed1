import { ResponseError, type MessageConnection } from 'vscode-jsonrpc';
import type * as z from 'zod';
import { ConvScopeError, toWireError } from '../errors/error.js';
import { render } from '../errors/render.js';
import { checked } from './checked.js';
import { generalErrors, type Contract, type NotificationType, type RequestType } from './contract.js';
import { notificationType, ourError, requestType } from './message-types.js';

/** What answers each method that this side understands. A handler may throw; `signal` says that nobody waits any more. */
export type Handlers<C extends Contract> = {
  [M in keyof C]: C[M] extends RequestType<infer P, infer R>
    ? (params: z.infer<P>, signal: AbortSignal) => z.infer<R> | Promise<z.infer<R>>
    : C[M] extends NotificationType<infer P>
      ? (params: z.infer<P>) => void
      : never;
};

/**
 * Answers what `local` names, within each request's time. Unforeseen errors cross without their stack; the log has it.
 * Returns what is to be called when the connection is gone: it tells every handler so.
 */
export function serve<Local extends Contract>(
  rpc: MessageConnection,
  { local, handlers, admit }: { local: Local; handlers: Handlers<Local>; admit?: (method: string) => void },
  log: (line: string) => void,
): () => void {
  const underWay = new Set<AbortController>();
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
      underWay.add(controller);
      const subscription = token.onCancellationRequested(() => controller.abort());
      const deadline = within(type.timeout, method, controller);
      try {
        if (token.isCancellationRequested) throw new ConvScopeError('cancelled');
        admit?.(method);
        const answer = async () => await handler(checked(local, method, 'params', params), controller.signal);
        return await Promise.race([answer(), deadline.over]);
      } catch (error) {
        const wire = toWireError(error);
        if (wire.code === 'internal')
          log(`${method}: ${error instanceof Error ? error.stack : String(error)}`);
        else if (![...type.errors, ...generalErrors].includes(wire.code))
          log(`${method} is answered with ${wire.code}, which its contract does not name`);
        // Whoever does not know the code, being older, still gets a sentence.
        return new ResponseError(ourError, render(wire, 'en'), wire);
      } finally {
        deadline.clear();
        subscription.dispose();
        underWay.delete(controller);
      }
    });
  }
  return () => {
    for (const controller of underWay) controller.abort();
  };
}

/** @returns `over` rejects when the time (ms) is up or nobody waits any more, whether or not the handler heeds it */
function within(timeout: number, method: string, controller: AbortController) {
  let clear = () => {};
  const over = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new ConvScopeError('timeout', { method, seconds: timeout / 1000 }));
      controller.abort();
    }, timeout);
    clear = () => clearTimeout(timer);
    controller.signal.addEventListener('abort', () => reject(new ConvScopeError('cancelled')), {
      once: true,
    });
  });
  // It may reject while the parameters are still being looked at.
  over.catch(() => {});
  return { over, clear };
}
