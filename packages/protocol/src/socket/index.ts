export { decodeFrame, encodeFrame } from './codec.js';
export { socketTransport, type SocketLike } from './socket-transport.js';
