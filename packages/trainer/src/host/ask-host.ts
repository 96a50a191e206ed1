import 'vscode-jsonrpc/node';
import { once } from 'node:events';
import { connect, ConvScopeError, greet, trainerClientMethods, trainerMethods } from '@convscope/protocol';
import { socketTransport } from '@convscope/protocol/socket';
import { WebSocket } from 'ws';
import { version } from '../version.js';
import { livingHost } from './host-registry.js';

/** Asks this data folder's host to stop a run. False where there is no host, or the run is not the host's. */
export async function askHostToStop(dataFolder: string, runId: string): Promise<boolean> {
  const host = await livingHost(dataFolder);
  if (!host) return false;
  const socket = new WebSocket(host.url, {
    headers: { authorization: `Bearer ${host.token}` },
    perMessageDeflate: false,
  });
  await once(socket, 'open');
  const connection = connect({
    transport: socketTransport(socket),
    local: trainerClientMethods,
    remote: trainerMethods,
    handlers: { 'run/events': () => {} },
  });
  try {
    await greet(connection, `convscope ${version}`);
    await connection.request('run/stop', { runId });
    return true;
  } catch (error) {
    const isElsewhere =
      error instanceof ConvScopeError && ['run-elsewhere', 'unknown-run'].includes(error.code);
    if (isElsewhere) return false;
    throw error;
  } finally {
    connection.close();
  }
}
