import { rename, rm } from 'node:fs/promises';
import { scratchName } from '../data/scratch-folder.js';
import { writeError } from '../runs/write-error.js';
import type { CacheItem } from './inventory.js';

/**
 * Takes something out of the cache. It is gone at once and whole: nobody finds half of it, and what a process that is
 * killed meanwhile leaves is a leftover.
 *
 * @throws ConvScopeError `folder-not-writable`
 */
export async function removeItem({ kind, path }: CacheItem): Promise<void> {
  const aside = kind === 'leftovers' ? path : scratchName(path, `removed-${process.pid}`);
  try {
    if (aside !== path) await rename(path, aside);
    await rm(aside, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    throw writeError(error, path);
  }
}
