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

/** A transport over a socket, whose peer may read slowly. */
export interface SocketTransport extends Transport {
  /** Bytes that were sent and have not left yet. */
  readonly pending: number;
  /** Some of them have left. */
  onDidSend(listener: () => void): void;
}

const open = 1;
/** RFC 6455: the peer sent something that does not fit. */
const unsupportedData = 1003;
/** RFC 6455's registry: come again later. */
const tryAgainLater = 1013;
/** How long (ms) such a peer may take to close. */
const closeTimeout = 5_000;

/**
 * Carries messages over a WebSocket, one CBOR frame each. A frame that is not CBOR closes the socket. With `maxPending`
 * (bytes) so does a peer that lets more than that pile up, the largest message not counted: it may be larger alone.
 */
export function socketTransport(
  socket: SocketLike,
  { maxPending = Infinity }: { maxPending?: number } = {},
): SocketTransport {
  const onDidSend: (() => void)[] = [];
  let pending = 0;
  let largest = 0;
  return {
    get pending() {
      return pending;
    },
    onDidSend: (listener) => void onDidSend.push(listener),
    send(message) {
      if (socket.readyState !== open) return;
      if (pending - largest > maxPending) {
        socket.close(tryAgainLater, 'read faster');
        // Who does not read does not answer this either.
        const timer = setTimeout(() => socket.terminate(), closeTimeout);
        socket.on('close', () => clearTimeout(timer));
        return;
      }
      const frame = encodeFrame(message);
      const { byteLength } = frame;
      pending += byteLength;
      largest = Math.max(largest, byteLength);
      socket.send(frame, { binary: true }, (error) => {
        if (error) {
          socket.terminate();
          return;
        }
        pending -= byteLength;
        if (pending === 0) largest = 0;
        for (const listener of onDidSend) listener();
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
