import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A copy of the bundled trainer in `storage`, in a folder named after its content; made if it is not there.
 * The trainer runs from the copy because it outlives the window, and an update deletes the extension's folder.
 */
export async function copyBundle(bundle: string, storage: string): Promise<string> {
  const target = join(storage, await contentHash(bundle));
  if (await exists(target)) return target;
  await mkdir(storage, { recursive: true });
  // Complete or not there: whoever finds the folder finds all of it.
  const temporary = `${target}.${process.pid}.tmp`;
  await rm(temporary, { recursive: true, force: true });
  await cp(bundle, temporary, { recursive: true });
  try {
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // Another window may have been faster.
    if (!(await exists(target))) throw error;
  }
  return target;
}

/** Removes every copy but `current`. Call it when no trainer runs from another copy. */
export async function removeOldCopies(storage: string, current: string): Promise<void> {
  for (const name of await readdir(storage)) {
    const folder = join(storage, name);
    if (folder !== current) await rm(folder, { recursive: true, force: true });
  }
}

/** The first 16 hexadecimal digits of a SHA-256 over names and contents. */
async function contentHash(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    const content = await readFile(file);
    hash.update(`${file.slice(folder.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
