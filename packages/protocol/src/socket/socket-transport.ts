import type { Transport } from '../rpc/transport.js';
import { decodeFrame, encodeFrame } from './codec.js';

/** What we use of a `ws` WebSocket; structural, so that this package knows no Node. */
export interface SocketLike {
  readonly readyState: number;
  send(data: Uint8Array, options: { binary: true }, done: (error?: Error) => void): void;
  on(event: 'message', listener: (data: unknown, isBinary: boolean) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(code?: number, reason?: string): void;
  terminate(): void;
}

const open = 1;
/** RFC 6455: the peer sent something that does not fit. */
const unsupportedData = 1003;

/** Carries messages over a WebSocket, one CBOR frame each. A frame that is not CBOR closes the socket. */
export function socketTransport(socket: SocketLike): Transport {
  return {
    send(message) {
      if (socket.readyState !== open) return;
      socket.send(encodeFrame(message), { binary: true }, (error) => {
        if (error) socket.terminate();
      });
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        let message: unknown;
        try {
          if (!isBinary || !(data instanceof Uint8Array)) throw new Error('not binary');
          message = decodeFrame(data);
        } catch {
          socket.close(unsupportedData, 'a frame must be CBOR');
          return;
        }
        listener(message);
      });
      // 'close' follows every 'error'; without a listener Node would throw it.
      socket.on('error', () => {});
    },
    onClose(listener) {
      socket.on('close', listener);
    },
    close() {
      socket.close();
    },
  };
}
