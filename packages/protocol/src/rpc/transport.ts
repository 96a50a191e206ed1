import {
  AbstractMessageReader,
  AbstractMessageWriter,
  Message,
  type DataCallback,
  type Disposable,
} from 'vscode-jsonrpc';
import { ConvScopeError } from '../errors/error.js';
import type { Bounds } from './bounds.js';
import { parseEnvelope } from './envelope.js';
import { ourError } from './message-types.js';

/** What carries messages: a socket, a port, a pair in memory. Messages are plain objects with typed arrays. */
export interface Transport {
  /** Throws nothing: what cannot be sent is followed by `onClose`. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** Hands jsonrpc only what is an envelope of the protocol, and no more than it can take; else it closes the transport. */
export class CheckedReader extends AbstractMessageReader {
  constructor(
    private readonly transport: Transport,
    private readonly bounds: Bounds,
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
      if (!envelope.success) {
        this.close(`not a message of the protocol: ${envelope.error.issues[0]?.message ?? ''}`);
        return;
      }
      switch (this.bounds.admit(envelope.data)) {
        case 'pass':
          callback(envelope.data);
          break;
        case 'drop':
          break;
        case 'refuse':
          this.transport.send(refusal(envelope.data));
          break;
        case 'close':
          this.close('more messages than can be taken, or two requests of one number');
      }
    });
    return { dispose: () => void (listening = false) };
  }

  private close(why: string): void {
    this.log(`closing: ${why}`);
    this.transport.close();
  }
}

export class TransportWriter extends AbstractMessageWriter {
  constructor(
    private readonly transport: Transport,
    private readonly bounds: Bounds,
  ) {
    super();
  }

  write(message: Message): Promise<void> {
    if (Message.isResponse(message)) this.bounds.answered(message.id);
    this.transport.send(message);
    return Promise.resolve();
  }

  end(): void {}
}

function refusal(request: object) {
  const error = new ConvScopeError('too-many-requests');
  const id = 'id' in request ? request.id : null;
  return { jsonrpc: '2.0', id, error: { code: ourError, message: error.message, data: error.toWire() } };
}
