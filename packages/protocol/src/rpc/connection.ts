import {
  AbstractMessageReader,
  AbstractMessageWriter,
  CancellationTokenSource,
  createMessageConnection,
  NotificationType as RpcNotification,
  ParameterStructures,
  RequestType as RpcRequest,
  ResponseError,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageConnection,
} from 'vscode-jsonrpc';
import type { z } from 'zod';
import { ConvScopeError, toWireError, wireError } from '../errors/error.js';
import type { Contract, NotificationsOf, NotificationType, RequestsOf, RequestType } from './contract.js';
import { parseEnvelope } from './envelope.js';

/** What carries messages: a socket, a port, a pair in memory. Messages are plain objects with typed arrays. */
export interface Transport {
  /** Throws nothing: what cannot be sent is followed by `onClose`. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

export type Handlers<C extends Contract> = {
  [M in keyof C]: C[M] extends RequestType<infer P, infer R>
    ? (params: z.infer<P>, signal: AbortSignal) => z.infer<R> | Promise<z.infer<R>>
    : C[M] extends NotificationType<infer P>
      ? (params: z.infer<P>) => void
      : never;
};

interface RequestOptions {
  signal?: AbortSignal;
  /** How long to wait for the answer, in ms; 30,000 if not given. */
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

/** The JSON-RPC error code under which our own errors travel; what matters is `data`: code and arguments. */
const ourError = -32_000;
const defaultTimeout = 30_000;

/**
 * Speaks JSON-RPC over `transport`: answers what `local` names through `handlers`, asks what `remote` names.
 * Every envelope, parameter and result is parsed before anyone uses it. A message that is no envelope at all
 * closes the connection: nobody who speaks the protocol sends one.
 */
export function connect<Local extends Contract, Remote extends Contract>(options: {
  transport: Transport;
  local: Local;
  handlers: Handlers<NoInfer<Local>>;
  remote: Remote;
  /** Called with what the user should not see but the log should. */
  log?: (line: string) => void;
}): Connection<Remote> {
  const { transport, local, remote, log = () => {} } = options;
  const rpc = createMessageConnection(new CheckedReader(transport, log), new TransportWriter(transport), {
    error: log,
    warn: log,
    info: log,
    log,
  });
  let closed = false;
  const onClosed: (() => void)[] = [];
  rpc.onClose(() => {
    closed = true;
    rpc.dispose();
    for (const listener of onClosed.splice(0)) listener();
  });
  serve(rpc, local, options.handlers, log);
  rpc.listen();

  return {
    async request(method, params, { signal, timeout = defaultTimeout } = {}) {
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
        return parse(remote, method, 'result', result);
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

function serve<Local extends Contract>(
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
          handler(parse(local, method, 'params', params), new AbortController().signal);
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
        return await handler(parse(local, method, 'params', params), controller.signal);
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

const requestType = (method: string) =>
  new RpcRequest<unknown, unknown, unknown>(method, ParameterStructures.byName);
const notificationType = (method: string) => new RpcNotification<unknown>(method, ParameterStructures.byName);

/** Rejects when the source is cancelled: the other side may never answer. */
function cancelled(source: CancellationTokenSource): Promise<never> {
  return new Promise((_resolve, reject) => {
    source.token.onCancellationRequested(() => reject(new Error('cancelled')));
  });
}

function parse(contract: Contract, method: string, what: 'params' | 'result', value: unknown): unknown {
  const type = contract[method];
  const schema = what === 'params' ? type?.params : type?.kind === 'request' ? type.result : undefined;
  if (!schema) throw new ConvScopeError('unknown-method', { method });
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const reason = `${what}.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`;
  throw new ConvScopeError('invalid-message', { method, reason });
}

function fromAnswer(error: unknown, closed: boolean, method: string): ConvScopeError {
  if (error instanceof ConvScopeError) return error;
  if (error instanceof ResponseError) {
    const wire = wireError.safeParse(error.data);
    if (wire.success) return new ConvScopeError(wire.data.code, wire.data.args);
    if (error.code === methodNotFound) return new ConvScopeError('unknown-method', { method });
  }
  if (closed) return new ConvScopeError('disconnected');
  return new ConvScopeError('internal', { reason: error instanceof Error ? error.message : String(error) });
}
const methodNotFound = -32_601;

class CheckedReader extends AbstractMessageReader {
  constructor(
    private readonly transport: Transport,
    private readonly log: (line: string) => void,
  ) {
    super();
    transport.onClose(() => this.fireClose());
  }

  listen(callback: DataCallback): Disposable {
    let listening = true;
    this.transport.onMessage((message) => {
      if (!listening) return;
      const envelope = parseEnvelope(message);
      if (envelope.success) callback(envelope.data);
      else {
        this.log(`closing: not a message of the protocol: ${envelope.error.issues[0]?.message ?? ''}`);
        this.transport.close();
      }
    });
    return { dispose: () => void (listening = false) };
  }
}

class TransportWriter extends AbstractMessageWriter {
  constructor(private readonly transport: Transport) {
    super();
  }

  write(message: Message): Promise<void> {
    this.transport.send(message);
    return Promise.resolve();
  }

  end(): void {}
}
