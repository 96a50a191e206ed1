import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
} from 'vscode-jsonrpc';
import { parseEnvelope } from './envelope.js';

/** What carries messages: a socket, a port, a pair in memory. Messages are plain objects with typed arrays. */
export interface Transport {
  /** Throws nothing: what cannot be sent is followed by `onClose`. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** Hands jsonrpc only what is an envelope of the protocol; anything else closes the transport. */
export class CheckedReader extends AbstractMessageReader {
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

export class TransportWriter extends AbstractMessageWriter {
  constructor(private readonly transport: Transport) {
    super();
  }

  write(message: Message): Promise<void> {
    this.transport.send(message);
    return Promise.resolve();
  }

  end(): void {}
}
