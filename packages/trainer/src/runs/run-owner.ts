import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { writeError } from './write-error.js';

/** `process.json`: which process trains the run. `bootedAt` tells its number from the same one after a restart. */
const ownerFile = z.object({ pid: z.int().positive(), bootedAt: z.number() });
const ownerName = 'process.json';
/** Two readings of the uptime differ by about this much, in ms. */
const tolerance = 10_000;

const bootedAt = () => Date.now() - os.uptime() * 1000;

/** Says which process trains the run from now on. Throws `disk-full`, `folder-not-writable`. */
export function writeOwner(folder: string, pid: number): void {
  const file = path.join(folder, ownerName);
  try {
    // Never there by half: a reader would take the run for dead.
    writeFileSync(`${file}.part`, JSON.stringify({ pid, bootedAt: bootedAt() }), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  } catch (error) {
    throw writeError(error, file);
  }
}

/** Whether the process that trains (or trained) the run is alive, whoever its parent is. */
export function ownerIsAlive(folder: string): boolean {
  try {
    const owner = ownerFile.parse(JSON.parse(readFileSync(path.join(folder, ownerName), 'utf8')));
    if (Math.abs(owner.bootedAt - bootedAt()) > tolerance) return false;
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    // It lives and is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
