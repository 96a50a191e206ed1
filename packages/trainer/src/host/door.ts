import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { HostLimits } from './limits.js';

/** What a refused upgrade is told, whatever the reason. */
const refusal = 'HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
/** Addresses whose refusals are counted at once. */
const maxAddresses = 1_000;

/**
 * Lets in who shows the token, and keeps those outside from taking anything of the host: they are few, have little
 * time, and are told nothing. Whoever has the token gets in however many others knock, from the same address too: on
 * loopback everybody has the same one.
 */
export class Door {
  readonly sockets = new WebSocketServer({
    noServer: true,
    // Nothing that a client asks is large. The library's own limits let one peer hold far more memory.
    maxPayload: 1 << 20,
    maxFragments: 64,
    maxBufferedChunks: 4096,
    perMessageDeflate: false,
  });
  /** The oldest first, each with what cuts it off. */
  private readonly outside = new Map<Duplex, NodeJS.Timeout>();
  private readonly refusals = new Map<string, { count: number; since: number }>();

  constructor(
    server: Server,
    private readonly hasToken: (request: IncomingMessage) => boolean,
    private readonly limits: HostLimits,
  ) {
    server.on('connection', (socket: Duplex) => this.enter(socket));
    server.on('clientError', (_error, socket) => socket.destroy());
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.answer(request, socket, head),
    );
  }

  close(): void {
    for (const socket of this.sockets.clients) socket.terminate();
    for (const socket of this.outside.keys()) socket.destroy();
  }

  private enter(socket: Duplex): void {
    socket.on('error', () => socket.destroy());
    this.outside.set(
      socket,
      setTimeout(() => socket.destroy(), this.limits.handshake),
    );
    socket.once('close', () => this.leave(socket));
    if (this.outside.size > this.limits.strangers) this.outside.keys().next().value?.destroy();
  }

  /** It is no stranger any more. */
  private leave(socket: Duplex): void {
    clearTimeout(this.outside.get(socket));
    this.outside.delete(socket);
  }

  private answer(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!this.hasToken(request)) this.refuse(request.socket.remoteAddress ?? '', socket);
    else if (this.sockets.clients.size >= this.limits.clients) socket.end(refusal, () => socket.destroy());
    else
      this.sockets.handleUpgrade(request, socket, head, (client) => {
        this.leave(socket);
        this.sockets.emit('connection', client, request);
      });
  }

  private refuse(address: string, socket: Duplex): void {
    if (this.countRefusal(address) > this.limits.refusals) {
      socket.destroy();
      return;
    }
    // The peer may never close its half.
    setTimeout(() => socket.end(refusal, () => socket.destroy()), this.limits.refusalDelay);
  }

  private countRefusal(address: string): number {
    const now = Date.now();
    const known = this.refusals.get(address);
    if (known && now - known.since < this.limits.refusalWindow) return ++known.count;
    if (this.refusals.size >= maxAddresses) this.refusals.clear();
    this.refusals.set(address, { count: 1, since: now });
    return 1;
  }
}
