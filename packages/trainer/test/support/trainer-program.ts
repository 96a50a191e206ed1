import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { hostFile, hostFileName, type HostFile } from '@convscope/protocol';

/** The built command line; integration tests run what users run. */
export const trainerProgram = fileURLToPath(new URL('../../dist/convscope.cjs', import.meta.url));

export interface RunningProgram {
  child: ChildProcess;
  /** Lines of standard output, as they come. */
  lines: AsyncIterableIterator<string>;
  /** All of standard error so far. */
  stderr: () => string;
  exitCode: Promise<number | null>;
}

/** Starts `convscope …`; English, and no terminal. */
export function startProgram(args: string[], env: Record<string, string>): RunningProgram {
  if (!existsSync(trainerProgram)) throw new Error('Build first: npm run build.');
  const child = spawn(process.execPath, [trainerProgram, ...args], {
    env: { ...process.env, LC_ALL: 'en_US.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exitCode = once(child, 'exit').then(([code]) => code as number | null);
  const lines = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]() as AsyncIterableIterator<string>;
  return { child, lines, stderr: () => stderr, exitCode };
}

/** Starts a trainer host and waits until it listens. */
export async function startTrainerHost(
  dataFolder: string,
  args: string[] = [],
): Promise<RunningProgram & { address: HostFile }> {
  const program = startProgram(['serve', '--json', ...args], { CONVSCOPE_HOME: dataFolder });
  const { value } = (await program.lines.next()) as { value?: string };
  const first = JSON.parse(value ?? '{}') as { type?: string };
  if (first.type !== 'listening') throw new Error(`The host said: ${value ?? program.stderr()}`);
  const address = hostFile.parse(JSON.parse(readFileSync(path.join(dataFolder, hostFileName), 'utf8')));
  return { ...program, address };
}
