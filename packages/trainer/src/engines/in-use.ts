import { mkdirSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { runOwner, writeOwner } from '../runs/run-owner.js';

/** In an engine's folder: a folder for each process that has loaded it, named by its number. */
const usersOf = (folder: string) => path.join(folder, 'users');

/** Says, until this process ends, that it has loaded what lies in the folder: nobody then takes it away. */
export function markInUse(folder: string): void {
  const mark = path.join(usersOf(folder), String(process.pid));
  try {
    // Each without its parent: an engine that was removed just now shall not come back empty.
    for (const each of [usersOf(folder), mark]) makeFolder(each);
    writeOwner(mark, process.pid);
    process.once('exit', () => rmSync(mark, { recursive: true, force: true }));
  } catch (error) {
    // In a folder of somebody else's, or on a full disk, training goes on without the mark.
    console.error(error);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** The processes that live and have loaded what lies in the folder. Marks of those that were killed count nothing. */
export async function processesUsing(folder: string): Promise<number[]> {
  const marks = await readdir(usersOf(folder)).catch(() => []);
  return marks
    .map((mark) => runOwner(path.join(usersOf(folder), mark)))
    .filter((pid): pid is number => pid !== undefined);
}
