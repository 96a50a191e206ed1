import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { writeOwner } from '../runs/run-owner.js';
import { writeError } from '../runs/write-error.js';

const mark = '.part-';
/** The name of a scratch folder beside `folder`. */
export const scratchName = (folder: string, end: string) => `${folder}${mark}${end}`;
/** Whether a name is that of a scratch folder. */
export const isScratchFolder = (name: string) => name.includes(mark);

/** A scratch folder that nothing was put into for so long (ms) belongs to nobody: its process was killed. */
const abandonedAfter = 24 * 60 * 60 * 1000;

/**
 * A new folder beside `folder`, on the same disk: what is fetched becomes whole there before it is moved. It says
 * which process it belongs to (`runOwner`). Takes away what killed processes left of theirs. Throws `disk-full`, `folder-not-writable`.
 */
export async function makeScratchFolder(folder: string): Promise<string> {
  const parent = path.dirname(folder);
  try {
    await mkdir(parent, { recursive: true, mode: 0o700 });
    for (const name of await readdir(parent)) {
      if (!name.startsWith(scratchName(path.basename(folder), ''))) continue;
      const left = path.join(parent, name);
      const { mtimeMs } = await stat(left).catch(() => ({ mtimeMs: Date.now() }));
      if (Date.now() - mtimeMs > abandonedAfter) await rm(left, { recursive: true, force: true });
    }
    const scratch = await mkdtemp(scratchName(folder, ''));
    writeOwner(scratch, process.pid);
    return scratch;
  } catch (error) {
    throw writeError(error, parent);
  }
}
