import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from './whole-file.js';
import { writeError } from './write-error.js';

const partSuffix = '.part';

/**
 * Makes a folder with these files that is there whole or not at all, also after a crash or a power failure: the files
 * reach the disk before the folder gets its name. Throws `disk-full`, `folder-not-writable`; nothing is left then.
 */
export async function writeFolder(
  folder: string,
  files: readonly { name: string; bytes: Uint8Array }[],
): Promise<void> {
  const part = `${folder}.${randomBytes(4).toString('hex')}${partSuffix}`;
  try {
    await mkdir(part, { recursive: true, mode: 0o700 });
    for (const { name, bytes } of files) await writeDurably(path.join(part, name), bytes);
    await syncFolder(part);
    await rename(part, folder);
    await syncFolder(path.dirname(folder));
  } catch (error) {
    await rm(part, { recursive: true, force: true }).catch(() => {});
    throw writeError(error, folder);
  }
}

/** Removes what killed writers left behind. Only while nobody writes there. */
export async function removeParts(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter((name) => name.endsWith(partSuffix))) {
    await rm(path.join(parent, name), { recursive: true, force: true });
  }
}

/** Windows opens no folder; there the file system keeps names by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
