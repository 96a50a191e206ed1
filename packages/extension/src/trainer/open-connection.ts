import {
  connect,
  ConvScopeError,
  greet,
  trainerClientMethods,
  trainerMethods,
  type Connection,
  type HostFile,
  type RunEvent,
} from '@convscope/protocol';
import { socketTransport } from '@convscope/protocol/socket';
import { WebSocket } from 'ws';

/** A connection to a trainer that has greeted us. */
export type TrainerConnection = Connection<typeof trainerMethods>;

/** New events of a run that somebody follows on this connection. */
export interface RunEvents {
  runId: string;
  events: RunEvent[];
}

/** How long a trainer on this computer may take to answer, in ms. */
const patience = 10_000;
/** In bytes. The largest message is a layer's weights: 2 MB in LeNet-5; a dense layer may have far more. */
const maxPayload = 256 * 1024 * 1024;

/**
 * Opens a socket to the trainer host that `host` describes, proves who we are, and greets it.
 * Throws `disconnected` if nobody (or somebody else) listens there, `version-mismatch` if we cannot talk.
 */
export async function openConnection(options: {
  host: HostFile;
  /** Who we are, for the trainer's log: `ConvScope 0.1.0 in VS Code 1.139.1`. */
  client: string;
  onEvents: (events: RunEvents) => void;
  log: (line: string) => void;
}): Promise<TrainerConnection> {
  const { host, client, onEvents, log } = options;
  const connection = connect({
    transport: socketTransport(await openSocket(host)),
    local: trainerClientMethods,
    handlers: { 'run/events': onEvents },
    remote: trainerMethods,
    log,
  });
  try {
    await greet(connection, client, { timeout: patience });
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function openSocket({ url, token }: HostFile): Promise<WebSocket> {
  const socket = new WebSocket(url, {
    headers: { Authorization: `Bearer ${token}` },
    handshakeTimeout: patience,
    maxPayload,
    // Weights are noise to a compressor, and it is on by default in a client.
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', (cause) => reject(new ConvScopeError('disconnected', {}, { cause })));
  });
}
