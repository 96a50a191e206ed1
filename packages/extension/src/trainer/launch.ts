import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runtimeEnv } from './find-node.js';
import type { NodeChoice } from './node-choice.js';

/** A trainer host that was just started and lives on by itself. */
export interface Launched {
  readonly pid: number | undefined;
  /** What ended it, once it has ended: `exit code 1`. A host that finds another one alive ends with code 0. */
  ended(): { code: number | null; reason: string } | undefined;
}

/**
 * Starts `script serve` with `node`, detached: it outlives this window and the extension host. What it prints
 * goes to `logFile`, which starts anew.
 */
export function launchHost(options: { node: NodeChoice; script: string; logFile: string }): Launched {
  const { node, script, logFile } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w', 0o600);
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
    return { pid: child.pid, ended: () => end };
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

/** The last lines of a log for an error message; empty if there is none. */
export async function lastLines(logFile: string, count = 5): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-count).join('\n');
}
