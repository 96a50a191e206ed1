import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { writeError } from '../../runs/write-error.js';
import { libraryNames } from './release.js';

/** `tensorflow.json`: a TensorFlow of the user's own that they chose. */
const rememberedFile = z.object({
  /** Program of the Python that it belongs to. */
  python: z.string(),
  libraryFolder: z.string(),
  version: z.string(),
  /** Of the library, when it was seen to load. */
  bytes: z.number(),
  mtimeMs: z.number(),
});
export type RememberedTensorFlow = Pick<
  z.infer<typeof rememberedFile>,
  'python' | 'libraryFolder' | 'version'
>;

const fileOf = (dataFolder: string) => path.join(dataFolder, 'engines', 'tensorflow.json');

/** Uses this TensorFlow from now on. Throws `disk-full`, `folder-not-writable`. */
export async function rememberTensorFlow(dataFolder: string, chosen: RememberedTensorFlow): Promise<void> {
  const file = fileOf(dataFolder);
  const seen = await lookAt(chosen.libraryFolder);
  if (seen === undefined) throw new Error(`${chosen.libraryFolder} has no library.`);
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(`${file}.${process.pid}`, JSON.stringify({ ...chosen, ...seen }, undefined, 2));
    await rename(`${file}.${process.pid}`, file);
  } catch (error) {
    throw writeError(error, file);
  }
}

/**
 * What the user chose.
 * @returns with it, whether its library is as it was then: an upgrade of that Python may have changed or removed it
 */
export async function readRemembered(
  dataFolder: string,
): Promise<(RememberedTensorFlow & { unchanged: boolean }) | undefined> {
  try {
    const kept = rememberedFile.parse(JSON.parse(await readFile(fileOf(dataFolder), 'utf8')));
    const now = await lookAt(kept.libraryFolder);
    return { ...kept, unchanged: now?.bytes === kept.bytes && now.mtimeMs === kept.mtimeMs };
  } catch {
    // Never written, or damaged: then nothing was chosen.
    return undefined;
  }
}

/** Forgets the choice; the user's TensorFlow itself is left alone. */
export async function forgetTensorFlow(dataFolder: string): Promise<void> {
  await rm(fileOf(dataFolder), { force: true });
}

async function lookAt(folder: string): Promise<{ bytes: number; mtimeMs: number } | undefined> {
  const names = libraryNames(process.platform);
  if (names === undefined) return undefined;
  const found = await stat(path.join(folder, names.cc)).catch(() => undefined);
  return found && { bytes: found.size, mtimeMs: found.mtimeMs };
}
