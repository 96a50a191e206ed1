import { rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { hasPinnedFiles, type PinnedFiles } from './pinned-files.js';

/**
 * Gives a folder that became whole elsewhere its place. Whoever comes second finds it there and leaves it; a damaged
 * one makes room, moved to where `whole` lies: whoever has loaded it keeps what he has.
 */
export async function moveIntoPlace(whole: string, place: string, files: PinnedFiles): Promise<void> {
  try {
    await rename(whole, place);
  } catch (error) {
    if (await hasPinnedFiles(place, files)) return;
    if ((await stat(place).catch(() => undefined)) === undefined) throw error;
    await rename(place, path.join(path.dirname(whole), 'damaged'));
    await rename(whole, place);
  }
}
