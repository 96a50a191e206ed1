import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { runsFolderName } from '@convscope/protocol';
import { takeInventory, type CacheItem } from '../cache/inventory.js';

/** What the data folder holds; sizes in bytes. */
export interface CacheFacts {
  /** What was fetched, and what fetches that were killed left behind. */
  items: Pick<CacheItem, 'kind' | 'name' | 'bytes'>[];
  runs: { count: number; bytes: number };
}

export async function examineCache(dataFolder: string): Promise<CacheFacts> {
  const items = (await takeInventory(dataFolder)).map(({ kind, name, bytes }) => ({ kind, name, bytes }));
  return { items, runs: await examineRuns(path.join(dataFolder, runsFolderName)) };
}

async function examineRuns(folder: string): Promise<CacheFacts['runs']> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        stat(path.join(parentPath, name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  const count = entries.filter((entry) => entry.isDirectory() && entry.parentPath === folder).length;
  return { count, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
