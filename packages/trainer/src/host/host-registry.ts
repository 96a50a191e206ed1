import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hostFile, hostFileName, type HostFile } from '@convscope/protocol';
import { WebSocket } from 'ws';
import { writeError } from '../runs/write-error.js';

/** The host file of this data folder, if there is one that can be read. */
const readHostFile = (dataFolder: string) => readFileOf(path.join(dataFolder, hostFileName));

async function readFileOf(file: string): Promise<HostFile | undefined> {
  try {
    return hostFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** The host of this data folder, if one is alive. */
export async function livingHost(dataFolder: string): Promise<HostFile | undefined> {
  const host = await readHostFile(dataFolder);
  return host && (await answers(host)) ? host : undefined;
}

/**
 * Makes this host the one of its data folder. Several may start at once: the file appears whole and only once
 * (`link` fails where it exists). Returns the other host instead, if one is alive already. Throws `disk-full`,
 * `folder-not-writable`.
 */
export async function registerHost(dataFolder: string, mine: HostFile): Promise<HostFile | undefined> {
  const file = path.join(dataFolder, hostFileName);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
    while (!(await linked(draft, file))) {
      const other = await livingHost(dataFolder);
      if (other) return other;
      await takeAwayStale(file);
    }
    return undefined;
  } catch (error) {
    throw writeError(error, file);
  } finally {
    // Where the folder is no folder, there is no draft either.
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Between the look at a file and its removal another host may have put its own there: that one goes back. */
async function takeAwayStale(file: string): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}.stale`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = await readFileOf(aside);
  if (taken && (await answers(taken))) await linked(aside, file);
  await rm(aside, { recursive: true, force: true });
}

/** Takes the file away when the host ends, unless another host has taken its place. */
export async function unregisterHost(dataFolder: string, mine: HostFile): Promise<void> {
  const current = await readHostFile(dataFolder);
  if (current?.token === mine.token) await rm(path.join(dataFolder, hostFileName), { force: true });
}

/** Whether a host listens there and knows this token; what else may have taken its port does not. */
function answers(host: HostFile): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(host.url, {
      headers: { authorization: `Bearer ${host.token}` },
      handshakeTimeout: 3000,
      perMessageDeflate: false,
    });
    socket.once('open', () => {
      resolve(true);
      socket.close();
    });
    socket.once('error', () => resolve(false));
  });
}
