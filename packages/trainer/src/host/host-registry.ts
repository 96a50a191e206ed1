import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hostFile, hostFileName, type HostFile } from '@convscope/protocol';
import { WebSocket } from 'ws';

/** The host file of this data folder, if there is one that can be read. */
async function readHostFile(dataFolder: string): Promise<HostFile | undefined> {
  try {
    return hostFile.parse(JSON.parse(await readFile(path.join(dataFolder, hostFileName), 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * Makes this host the one of its data folder. Two may start at once: the file appears whole and only once (`link`
 * fails where it exists). Returns the other host instead, if one is alive already.
 */
export async function registerHost(dataFolder: string, mine: HostFile): Promise<HostFile | undefined> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const file = path.join(dataFolder, hostFileName);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (;;) {
      try {
        await link(draft, file);
        return undefined;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const other = await readHostFile(dataFolder);
      if (other && (await answers(other))) return other;
      await rm(file, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
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
