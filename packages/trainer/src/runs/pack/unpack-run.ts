import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError, runsFolderName } from '@convscope/protocol';
import { ArchiveError, readEntry, readZipDirectory, type ZipEntry } from '../../data/npz/zip.js';
import { readEvents } from '../event-log.js';
import { readRunFile, recipeName } from '../recipe.js';
import { openRun, runFolderPath, type RunFolder } from '../run-folder.js';
import { writeError } from '../write-error.js';

const mostFiles = 10_000;
/** Logs pack to about a tenth, weights hardly at all: an archive that claims more is none of ours. */
const mostGrowth = 50;
const alwaysAllowed = 2 ** 24;

/**
 * Unpacks a run into the data folder. Nothing is written outside of its own new folder, nothing is overwritten, and
 * the run appears only when it is whole and can be read. Throws `pack-damaged`, `run-exists`, `run-too-new`,
 * `disk-full`, `folder-not-writable`.
 */
export async function unpackRun(file: string, dataFolder: string): Promise<RunFolder> {
  // Begins with a dot: not taken for a run.
  const part = path.join(dataFolder, runsFolderName, `.unpack-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(part, { recursive: true, mode: 0o700 });
    await unpackInto(part, file);
    const { runId } = await checkedRun(part, file);
    const folder = runFolderPath(dataFolder, runId);
    if (await stat(folder).catch(() => undefined)) throw new ConvScopeError('run-exists', { runId, folder });
    await rename(part, folder);
    return await openRun(folder);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw writeError(error, part);
    const { reason, args } = error;
    throw new ConvScopeError('pack-damaged', { ...args, file, reason }, { cause: error });
  } finally {
    await rm(part, { recursive: true, force: true }).catch(() => {});
  }
}

async function unpackInto(folder: string, file: string): Promise<void> {
  const handle = await open(file).catch((error: unknown) => {
    throw damaged(file, (error as Error).message, error);
  });
  try {
    const entries = (await readZipDirectory(handle)).filter(({ name }) => !name.endsWith('/'));
    checkEntries(entries, (await handle.stat()).size);
    for (const entry of entries) await unpackEntry(folder, handle, entry);
  } finally {
    await handle.close();
  }
}

async function unpackEntry(folder: string, archive: FileHandle, entry: ZipEntry): Promise<void> {
  const target = path.join(folder, ...entry.name.split('/'));
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const handle = await open(target, 'wx', 0o600);
  try {
    await writeFile(handle, readEntry(archive, entry));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Before anything is written. */
function checkEntries(entries: readonly ZipEntry[], archiveSize: number): void {
  if (!entries.some(({ name }) => name === recipeName)) throw new ArchiveError(`it holds no ${recipeName}`);
  if (entries.length > mostFiles) throw new ArchiveError(`it holds ${entries.length} files`);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > alwaysAllowed + mostGrowth * archiveSize) {
    throw new ArchiveError(`its ${archiveSize} bytes would become ${total}`);
  }
  const names = new Set<string>();
  for (const { name } of entries) {
    if (!isSafe(name))
      throw new ArchiveError(`it holds a file with the name ${JSON.stringify(name.slice(0, 80))}`);
    // On some systems names that differ in case only are one file.
    if (names.size === names.add(name.toLowerCase()).size) throw new ArchiveError(`it holds ${name} twice`);
  }
}

/** A path below the folder, on every system; none of those that say which process trains the run. */
function isSafe(name: string): boolean {
  const parts = name.split('/');
  return (
    name.length <= 300 &&
    parts.length <= 6 &&
    parts.every((part) => /^[\w-](?:[\w .-]*\w)?$/.test(part)) &&
    !/^process\./i.test(name)
  );
}

/** As it would be opened later. */
async function checkedRun(folder: string, file: string) {
  try {
    const run = await readRunFile(folder);
    if (!/^\w[\w.-]{0,99}$/.test(run.runId)) throw new ArchiveError('its identifier is no name of a folder');
    await readEvents(folder);
    return run;
  } catch (error) {
    const isOurs = error instanceof ConvScopeError && error.code === 'run-damaged';
    throw isOurs ? new ConvScopeError('pack-damaged', { ...error.args, file }, { cause: error }) : error;
  }
}

const damaged = (file: string, reason: string, cause: unknown) =>
  new ConvScopeError('pack-damaged', { file, reason }, { cause });
