import { CancellationTokenSource, createMessageConnection, ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import type * as z from 'zod';
import { ConvScopeError } from '../errors/error.js';
import { wireError } from '../errors/wire-error.js';
import { Bounds } from './bounds.js';
import { checked } from './checked.js';
import type { Contract, NotificationsOf, RequestsOf } from './contract.js';
import { notificationType, requestType } from './message-types.js';
import { serve, type Handlers } from './serve.js';
import { CheckedReader, TransportWriter, type Transport } from './transport.js';

interface RequestOptions {
  signal?: AbortSignal;
  /** How long to wait for the answer, in ms; what the request's contract says if not given. */
  timeout?: number;
}

export interface Connection<Remote extends Contract> {
  /** Ends with the result, or a `ConvScopeError`: the other side's, `timeout`, `cancelled` or `disconnected`. */
  request<M extends keyof RequestsOf<Remote> & string>(
    method: M,
    params: z.input<Remote[M]['params']>,
    options?: RequestOptions,
  ): Promise<RequestsOf<Remote>[M]['result']>;
  notify<M extends keyof NotificationsOf<Remote> & string>(
    method: M,
    params: NotificationsOf<Remote>[M],
  ): void;
  onClose(listener: () => void): void;
  close(): void;
}

/**
 * Speaks JSON-RPC over `transport`: answers what `local` names through `handlers`, asks what `remote` names.
 * Every envelope, parameter and result is parsed before anyone uses it. A message that is no envelope at all
 * closes the connection, and so does a flood: nobody who speaks the protocol sends one.
 */
export function connect<Local extends Contract, Remote extends Contract>(options: {
  transport: Transport;
  local: Local;
  handlers: Handlers<NoInfer<Local>>;
  remote: Remote;
  /** Asked before each request that this side understands; what it throws is the answer. */
  admit?: (method: string) => void;
  /** Called with what the user should not see but the log should. */
  log?: (line: string) => void;
}): Connection<Remote> {
  const { transport, remote, log = () => {} } = options;
  const bounds = new Bounds();
  const rpc = createMessageConnection(
    new CheckedReader(transport, bounds, log),
    new TransportWriter(transport, bounds),
    { error: log, warn: log, info: log, log },
    {
      messageStrategy: {
        handleMessage(message, next) {
          bounds.taken('method' in message ? String(message.method) : undefined);
          return next(message);
        },
      },
    },
  );
  let closed = false;
  const onClosed: (() => void)[] = [];
  rpc.onClose(() => {
    closed = true;
    abandon();
    rpc.dispose();
    for (const listener of onClosed.splice(0)) listener();
  });
  const abandon = serve(rpc, options, log);
  rpc.listen();

  return {
    async request(method, params, { signal, timeout = timeoutOf(remote, method) } = {}) {
      if (closed) throw new ConvScopeError('disconnected');
      if (signal?.aborted) throw new ConvScopeError('cancelled');
      const source = new CancellationTokenSource();
      let reason: 'cancelled' | 'timeout' | undefined;
      const give = (why: 'cancelled' | 'timeout') => {
        reason ??= why;
        source.cancel();
      };
      const abort = () => give('cancelled');
      signal?.addEventListener('abort', abort, { once: true });
      const timer = setTimeout(() => give('timeout'), timeout);
      try {
        const answer = rpc.sendRequest(requestType(method), params, source.token);
        const result = await Promise.race([answer, cancelled(source)]);
        return checked(remote, method, 'result', result);
      } catch (error) {
        if (reason === 'timeout') throw new ConvScopeError('timeout', { method, seconds: timeout / 1000 });
        if (reason === 'cancelled') throw new ConvScopeError('cancelled');
        throw fromAnswer(error, closed, method);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        source.dispose();
      }
    },
    notify(method, params) {
      if (!closed) void rpc.sendNotification(notificationType(method), params);
    },
    onClose(listener) {
      if (closed) listener();
      else onClosed.push(listener);
    },
    close() {
      transport.close();
    },
  };
}

function timeoutOf(remote: Contract, method: string): number {
  const type = Object.hasOwn(remote, method) ? remote[method] : undefined;
  if (type?.kind !== 'request') throw new ConvScopeError('unknown-method', { method });
  return type.timeout;
}

/** Rejects when the source is cancelled: the other side may never answer. */
function cancelled(source: CancellationTokenSource): Promise<never> {
  return new Promise((_resolve, reject) => {
    source.token.onCancellationRequested(() => reject(new Error('cancelled')));
  });
}

function fromAnswer(error: unknown, closed: boolean, method: string): ConvScopeError {
  if (error instanceof ConvScopeError) return error;
  if (error instanceof ResponseError) {
    const wire = wireError.safeParse(error.data);
    if (wire.success) return new ConvScopeError(wire.data.code, wire.data.args);
    if (error.code === (ErrorCodes.MethodNotFound as number))
      return new ConvScopeError('unknown-method', { method });
    if (error.code === (ErrorCodes.InvalidParams as number))
      return new ConvScopeError('invalid-message', { method, reason: error.message });
  }
  if (closed) return new ConvScopeError('disconnected');
  return new ConvScopeError('internal', { reason: error instanceof Error ? error.message : String(error) });
}
