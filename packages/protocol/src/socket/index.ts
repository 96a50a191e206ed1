export { decodeFrame, encodeFrame } from './codec.js';
export { socketTransport, type SocketLike, type SocketTransport } from './socket-transport.js';
