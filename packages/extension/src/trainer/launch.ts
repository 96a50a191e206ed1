import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runtimeEnv } from './find-node.js';
import type { NodeChoice } from './node-choice.js';

/** A log that has grown larger than this (bytes) makes room for a new one; one older log is kept. */
const largestLog = 1e6;

/** A trainer host that was just started and lives on by itself. */
export interface Launched {
  readonly pid: number | undefined;
  /** What ended it, once it has ended: `exit code 1`. A host that finds another one alive ends with code 0. */
  ended(): { code: number | null; reason: string } | undefined;
  /** The last lines that it printed, for an error message; empty if there are none. */
  lastLines(): Promise<string>;
}

/**
 * Starts `script serve` with `node`, detached: it outlives this window and the extension host. What it prints
 * is added to `logFile`: another host that lives but was not reached may be writing there.
 */
export function launchHost(options: { node: NodeChoice; script: string; logFile: string }): Launched {
  const { node, script, logFile } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  makeRoom(logFile);
  const log = openSync(logFile, 'a', 0o600);
  const start = fstatSync(log).size;
  let end: { code: number | null; reason: string } | undefined;
  try {
    const child = spawn(node.path, [script, 'serve'], {
      detached: true,
      stdio: ['ignore', log, log],
      cwd: dirname(script),
      windowsHide: true,
      env: { ...ownEnvironment(), ...runtimeEnv(node) },
    });
    child.once('error', (error) => (end = { code: null, reason: error.message }));
    child.once('exit', (code, signal) => {
      end ??= { code, reason: signal ?? `exit code ${code ?? '?'}` };
    });
    child.unref();
    return { pid: child.pid, ended: () => end, lastLines: () => lastLines(logFile, start) };
  } finally {
    closeSync(log);
  }
}

/** The user's environment without what the editor added for its own processes. */
function ownEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON|CODE_SERVER)_/.test(name)),
  );
}

/** Whoever is writing into the old log goes on there. */
function makeRoom(logFile: string): void {
  try {
    if (statSync(logFile).size > largestLog) renameSync(logFile, `${logFile}.old`);
  } catch {
    // There is no log yet, or another window was faster.
  }
}

/** @param start where in the log, in bytes, what counts begins */
async function lastLines(logFile: string, start: number): Promise<string> {
  const log = await readFile(logFile).catch(() => Buffer.alloc(0));
  return log.subarray(start).toString().trim().split('\n').slice(-5).join('\n');
}
