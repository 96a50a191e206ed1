import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { writeError } from '../runs/write-error.js';

const mark = '.part-';
/** A scratch folder that nothing was put into for so long (ms) belongs to nobody: its process was killed. */
const abandonedAfter = 24 * 60 * 60 * 1000;

/**
 * A new folder beside `folder`, on the same disk: what is fetched becomes whole there before it is moved. Takes away
 * what killed processes left of theirs. Throws `disk-full`, `folder-not-writable`.
 */
export async function makeScratchFolder(folder: string): Promise<string> {
  const parent = path.dirname(folder);
  try {
    await mkdir(parent, { recursive: true, mode: 0o700 });
    for (const name of await readdir(parent)) {
      if (!name.startsWith(`${path.basename(folder)}${mark}`)) continue;
      const left = path.join(parent, name);
      const { mtimeMs } = await stat(left).catch(() => ({ mtimeMs: Date.now() }));
      if (Date.now() - mtimeMs > abandonedAfter) await rm(left, { recursive: true, force: true });
    }
    return await mkdtemp(`${folder}${mark}`);
  } catch (error) {
    throw writeError(error, parent);
  }
}
