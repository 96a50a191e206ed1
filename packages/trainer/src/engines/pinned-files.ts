import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';

/** What a file must be. */
interface PinnedFile {
  /** Its size. */
  bytes: number;
  /** Of its content, in hex. */
  sha256: string;
}

/** By path inside a folder. */
export type PinnedFiles = Readonly<Record<string, PinnedFile>>;

/** What they take on disk. */
export const pinnedBytes = (files: PinnedFiles): number =>
  Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);

/** `verified.json`: what each file was when its content was last seen to be right. */
const seals = z.record(z.string(), z.object({ bytes: z.number(), mtimeMs: z.number(), sha256: z.string() }));
type Seals = z.infer<typeof seals>;
const sealsName = 'verified.json';

/**
 * Whether the folder holds these very files: half a library, or a damaged one, ends the process that loads it.
 * A look at sizes and times is enough where the content was verified before and nothing has changed since.
 */
export async function hasPinnedFiles(folder: string, files: PinnedFiles): Promise<boolean> {
  const [found, sealed] = await Promise.all([lookAt(folder, files), readSeals(folder)]);
  const wrongSize = Object.entries(files).some(([name, { bytes }]) => found[name]?.bytes !== bytes);
  if (wrongSize) return false;
  const unchanged = Object.entries(files).every(
    ([name, { sha256 }]) => sealed[name]?.sha256 === sha256 && sealed[name].mtimeMs === found[name]?.mtimeMs,
  );
  return unchanged || (await findWrongFile(folder, files)) === undefined;
}

/**
 * Reads every file (about a second for a gigabyte) and compares its SHA-256; what is right is recorded, and what was
 * recorded before no longer counts.
 * @returns the name of the first file that is missing or not what was published
 */
export async function findWrongFile(
  folder: string,
  files: PinnedFiles,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const before = await lookAt(folder, files);
  for (const [name, { sha256 }] of Object.entries(files)) {
    const found = before[name] && (await digest(path.join(folder, name), signal).catch(ifGone));
    if (found === sha256) continue;
    await rm(path.join(folder, sealsName), { force: true });
    return name;
  }
  const sealed = Object.entries(files).map(([name, { sha256 }]) => [name, { ...before[name]!, sha256 }]);
  try {
    await writeSeals(folder, Object.fromEntries(sealed) as Seals);
  } catch (error) {
    ifGone(error);
    return sealsName;
  }
  return undefined;
}

/** Somebody may remove the folder at any moment: then it is not there. */
function ifGone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  return undefined;
}

async function lookAt(folder: string, files: PinnedFiles) {
  const looks = Object.keys(files).map(async (name) => {
    const found = await stat(path.join(folder, name)).catch(() => undefined);
    return [name, found?.isFile() ? { bytes: found.size, mtimeMs: found.mtimeMs } : undefined] as const;
  });
  return Object.fromEntries(await Promise.all(looks));
}

async function digest(file: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, { signal });
  return hash.digest('hex');
}

async function readSeals(folder: string): Promise<Seals> {
  try {
    return seals.parse(JSON.parse(await readFile(path.join(folder, sealsName), 'utf8')));
  } catch {
    // Missing or damaged: then the files themselves are read.
    return {};
  }
}

/** In a folder that belongs to somebody else, it is simply looked at in full each time. */
async function writeSeals(folder: string, sealed: Seals): Promise<void> {
  const file = path.join(folder, sealsName);
  const part = `${file}.${process.pid}`;
  try {
    await writeFile(part, JSON.stringify(sealed, undefined, 2));
    await rename(part, file);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
  }
}
