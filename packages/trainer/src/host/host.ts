import 'vscode-jsonrpc/node';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConvScopeError, type HostFile } from '@convscope/protocol';
import { mayConnect } from './authentication.js';
import { serveClient } from './client-connection.js';
import { Door } from './door.js';
import { livingHost, registerHost, unregisterHost } from './host-registry.js';
import { IdleTimer } from './idle-timer.js';
import { hostLimits, type HostLimits } from './limits.js';
import { Runs } from './runs.js';

export interface HostOptions {
  dataFolder: string;
  /** 0 takes a free one. */
  port: number;
  version: string;
  /** With no client and no run for so long (ms), the host ends itself. */
  idleAfter: number;
  /** The entry file of this program; each run is a process of it. */
  program: string;
  limits?: Partial<HostLimits>;
  log: (line: string) => void;
}

export interface Host {
  address: HostFile;
  /** Ends when the host has ended, idle or closed, and its runs with it. */
  ended: Promise<void>;
  /** Stops the runs gently and ends; called again, at once. */
  close(): void;
}

/**
 * The trainer host: answers requests, supervises runs, never loads TensorFlow. Listens on loopback only. Returns
 * the address of the host that is there already instead of starting a second one.
 */
export async function startHost(options: HostOptions): Promise<Host | { already: HostFile }> {
  const { dataFolder, version, program, log } = options;
  const living = await livingHost(dataFolder);
  if (living) return { already: living };
  const limits = { ...hostLimits, ...options.limits };
  const server = createServer({ headersTimeout: limits.handshake, requestTimeout: limits.handshake });
  server.on('request', (_request, response) => response.writeHead(404, { connection: 'close' }).end());
  const port = await listen(server, options.port);
  const token = randomBytes(32).toString('base64url');
  const address: HostFile = { url: `ws://127.0.0.1:${port}`, token, pid: process.pid, version };
  const door = new Door(server, (request) => mayConnect(request, token, port), limits);
  const { sockets } = door;

  const runs = new Runs({ dataFolder, program, log });
  const idle = new IdleTimer(options.idleAfter, () => sockets.clients.size === 0 && runs.numActive === 0);
  runs.onDidEnd(() => idle.check());
  sockets.on('connection', (socket) => {
    serveClient({ socket, runs, dataFolder, version, limits, log });
    socket.on('close', () => idle.check());
  });

  let closing = false;
  const close = () => {
    // Asked again: at once.
    if (closing) runs.kill();
    closing = true;
    idle.dispose();
    runs.stopAll();
    door.close();
    server.close();
    server.closeAllConnections();
  };
  const serverClosed = new Promise<void>((resolve) => server.once('close', resolve));
  let already: HostFile | undefined;
  try {
    // Only now: whoever finds the file finds a host that answers.
    already = await registerHost(dataFolder, address);
  } catch (error) {
    close();
    throw error;
  }
  if (already) {
    close();
    return { already };
  }
  const ended = serverClosed.then(() => unregisterHost(dataFolder, address)).then(() => runs.allEnded());
  idle.onIdle(close);
  idle.check();
  return { address, ended, close };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new ConvScopeError('port-in-use', { port }) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
