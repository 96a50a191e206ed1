import { mkdirSync, readFileSync, renameSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConvScopeError } from '@convscope/protocol';
import * as z from 'zod';
import { writeError } from './write-error.js';

/** `process.json`: which process trains the run, told from one that got the same number later. */
const ownerFile = z.object({
  pid: z.int().positive(),
  /** When the computer was started, ms since 1970, by a clock that may be set later. */
  bootedAt: z.number(),
  /** Which start of the computer that was, whatever the clock says; Linux only. */
  boot: z.string().optional(),
  /** When the process was started, in the system's own ticks; Linux only. */
  startedAt: z.string().optional(),
});
const ownerName = 'process.json';
/** Two readings of the uptime differ by about this much, in ms. */
const tolerance = 10_000;

/** A folder that is there while a process takes the run, or the run's folder, for itself. */
export const claimName = 'process.lock';
/** A claim takes milliseconds; one that is older, in ms, was left behind by a process that was killed. */
const staleAfter = 10_000;

const bootedAt = () => Date.now() - os.uptime() * 1000;

function bootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * Starts a process that trains the run, unless one does: two never train one run, however many try at once. Throws
 * `run-busy`, `disk-full`, `folder-not-writable`.
 * @param start starts the process and returns its number; `undefined` if it could not be started
 */
export function claimRun(folder: string, runId: string, start: () => number | undefined): void {
  const claim = path.join(folder, claimName);
  lock(claim, runId);
  try {
    const pid = runOwner(folder);
    if (pid !== undefined) throw new ConvScopeError('run-busy', { runId, pid });
    const started = start();
    if (started !== undefined) writeOwner(folder, started);
  } finally {
    rmdirSync(claim);
  }
}

/** Says which process trains the run from now on. Throws `disk-full`, `folder-not-writable`. */
export function writeOwner(folder: string, pid: number): void {
  const file = path.join(folder, ownerName);
  const owner: z.infer<typeof ownerFile> = {
    pid,
    bootedAt: bootedAt(),
    boot: bootId(),
    startedAt: startOf(pid),
  };
  try {
    // Never there by half: a reader would take the run for dead.
    writeFileSync(`${file}.part`, JSON.stringify(owner), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  } catch (error) {
    throw writeError(error, file);
  }
}

/** The number of the process that trains the run now, whoever its parent is; `undefined` if none does. */
export function runOwner(folder: string): number | undefined {
  const owner = readOwner(folder);
  if (!owner || !isOfThisStart(owner)) return undefined;
  if (owner.startedAt !== undefined && owner.startedAt !== startOf(owner.pid)) return undefined;
  return isAlive(owner.pid) ? owner.pid : undefined;
}

/** Whether the computer has not been started anew since. */
function isOfThisStart(owner: z.infer<typeof ownerFile>): boolean {
  // A clock that is set while a process trains must not let a second one in.
  if (owner.boot !== undefined) return owner.boot === bootId();
  return Math.abs(owner.bootedAt - bootedAt()) <= tolerance;
}

/** Since when the process trains the run, ms since 1970; `undefined` if none does. */
export function ownedSince(folder: string): number | undefined {
  if (runOwner(folder) === undefined) return undefined;
  return statSync(path.join(folder, ownerName), { throwIfNoEntry: false })?.mtimeMs;
}

function readOwner(folder: string): z.infer<typeof ownerFile> | undefined {
  try {
    return ownerFile.parse(JSON.parse(readFileSync(path.join(folder, ownerName), 'utf8')));
  } catch {
    // No process ever, or a file that says nothing.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives and is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process was started, where the system tells; `undefined` also if it has ended and waits for its parent. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets, which may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function lock(claim: string, runId: string): void {
  try {
    mkdirSync(claim);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw writeError(error, claim);
    const age = Date.now() - (statSync(claim, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age < staleAfter) throw new ConvScopeError('run-busy', { runId, pid: '?' });
    // Whoever of two takes the old one's place: the other fails at the owner, or here.
    rmdirSync(claim);
    mkdirSync(claim);
  }
}
