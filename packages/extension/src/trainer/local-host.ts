import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ConvScopeError, hostFile, hostFileName, type HostFile } from '@convscope/protocol';
import { copyBundle, removeOldCopies } from './bundle-copy.js';
import { localDataFolder } from './data-folder.js';
import { findNode } from './find-node.js';
import { launchHost, type Launched } from './launch.js';
import type { TrainerConnection } from './open-connection.js';

/** How long a trainer host may take from its start to its greeting, in ms. */
const startPatience = 20_000;
/** Between two looks at the host file, in ms. */
const lookEvery = 100;

export interface LocalHostOptions {
  /** The folder of the built trainer inside the extension. */
  bundle: string;
  /** A folder of our own that survives updates of the extension. */
  storage: string;
  /** The setting `convscope.nodePath`; empty if not set. */
  nodePath(): string;
  /** Whether we may start a process here: Workspace Trust. */
  mayStart(): boolean;
  connect(host: HostFile): Promise<TrainerConnection>;
  log(line: string): void;
}

/**
 * A connection to this computer's trainer host: the one that runs, or a new one.
 * Throws `not-trusted`, `node-not-found`, `node-unusable`, `trainer-not-started` or `version-mismatch`.
 */
export async function findOrStartHost(options: LocalHostOptions): Promise<TrainerConnection> {
  const running = await tryRunning(options);
  if (running) return running;
  if (!options.mayStart()) throw new ConvScopeError('not-trusted');

  const node = await findNode(options.nodePath());
  const copy = await copyBundle(options.bundle, options.storage);
  const logFile = `${options.storage}.log`;
  options.log(`starting the trainer with Node.js ${node.version} (${node.path}) from ${copy}`);
  const launched = launchHost({ node, script: join(copy, 'convscope.cjs'), logFile });
  const connection = await waitForGreeting(options, launched);
  // No other trainer of ours lives now, so nobody needs an older copy.
  if (launched.ended() === undefined) await removeOldCopies(options.storage, copy);
  return connection;
}

async function tryRunning(options: LocalHostOptions): Promise<TrainerConnection | undefined> {
  const host = await readHostFile();
  if (!host) return undefined;
  try {
    const connection = await options.connect(host);
    options.log(`connected to the trainer at ${host.url} (process ${host.pid}, version ${host.version})`);
    return connection;
  } catch (error) {
    // Its file was left behind; anything else (a version that does not fit) is for the user.
    if (error instanceof ConvScopeError && error.code === 'disconnected') return undefined;
    throw error;
  }
}

async function waitForGreeting(options: LocalHostOptions, launched: Launched): Promise<TrainerConnection> {
  const deadline = Date.now() + startPatience;
  while (Date.now() < deadline) {
    const connection = await tryRunning(options);
    if (connection) return connection;
    const end = launched.ended();
    // Code 0: it found another host that lives, whose file is about to be there.
    if (end && end.code !== 0) throw await notStarted(end.reason, launched);
    await pause(lookEvery);
  }
  throw await notStarted(`no greeting within ${startPatience / 1000} s`, launched);
}

async function notStarted(reason: string, launched: Launched): Promise<ConvScopeError> {
  const printed = await launched.lastLines();
  return new ConvScopeError('trainer-not-started', { reason: printed ? `${reason}: ${printed}` : reason });
}

/** `undefined` if there is no file, or what is there is no description of a host. */
async function readHostFile(): Promise<HostFile | undefined> {
  try {
    return hostFile.parse(JSON.parse(await readFile(join(localDataFolder(), hostFileName), 'utf8')));
  } catch {
    return undefined;
  }
}
