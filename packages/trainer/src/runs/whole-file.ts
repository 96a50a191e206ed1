import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeError } from './write-error.js';

/**
 * Writes a file that is there whole or not at all. Throws `disk-full`, `folder-not-writable`.
 * @param options.durable whether that must hold after a power failure, too; waiting for the disk takes its time
 */
export async function writeFileWhole(
  file: string,
  bytes: Uint8Array,
  { durable }: { durable: boolean },
): Promise<void> {
  const part = `${file}.part`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await (durable ? writeDurably(part, bytes) : writeFile(part, bytes, { mode: 0o600 }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw writeError(error, file);
  }
}

/** Writes a file that is on the disk when this ends. */
export async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
