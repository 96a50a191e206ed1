import { createReadStream } from 'node:fs';
import { access, link, mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError, runLogName } from '@convscope/protocol';
import { recipeName } from '../recipe.js';
import type { RunFolder } from '../run-folder.js';
import { runOwner } from '../run-owner.js';
import { writeError } from '../write-error.js';
import { ZipWriter } from './zip-writer.js';

/** What says something of this computer or of this moment only. What was printed holds paths of this computer. */
const leftOut = new Set([runLogName, 'process.json', 'process.lock']);
/** Values of weights are noise: packing them takes time and gains nothing. */
const noise = new Set(['.f32', '.h5', '.keras']);

/**
 * Writes a whole run as one file, a zip archive, from which it can be unpacked elsewhere, looked at and resumed. The
 * same run gives the same bytes. Throws `run-busy` while it is trained, `file-exists`, `pack-too-large`, `disk-full`,
 * `folder-not-writable`; nothing is left then.
 */
export async function packRun(run: RunFolder, file: string): Promise<void> {
  const pid = runOwner(run.folder);
  if (pid !== undefined) throw new ConvScopeError('run-busy', { runId: run.runId, pid });
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) throw new ConvScopeError('file-exists', { file });
  const part = `${file}.${process.pid}.part`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const handle = await open(part, 'wx', 0o600);
    try {
      await writeArchive(run, handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await giveName(part, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new ConvScopeError('file-exists', { file });
    if (error instanceof RangeError) throw new ConvScopeError('pack-too-large', { runId: run.runId });
    throw writeError(error, file);
  } finally {
    await rm(part, { force: true }).catch(() => {});
  }
}

/** Unlike a renaming, a link takes no other file's place; some file systems have none. */
async function giveName(part: string, file: string): Promise<void> {
  await link(part, file).catch(async (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    await rename(part, file);
  });
}

async function writeArchive({ folder }: RunFolder, handle: FileHandle): Promise<void> {
  const zip = new ZipWriter(handle);
  for (const name of await filesOf(folder)) {
    await zip.add(
      name,
      createReadStream(path.join(folder, ...name.split('/'))),
      !noise.has(path.extname(name)),
    );
  }
  await zip.end();
}

/** Names with `/`, the recipe first; only files, no links. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !leftOut.has(name) && !name.split('/').some((part) => part.endsWith('.part')))
    .sort();
  return [recipeName, ...names.filter((name) => name !== recipeName)];
}
