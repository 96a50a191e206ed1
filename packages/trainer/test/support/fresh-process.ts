import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** The address of a source file of the trainer, or of its tests, to be imported by `inFreshProcess`. */
export const sourceUrl = (file: string): string => pathToFileURL(`${packageFolder}${file}`).href;

/** What a script prints in a process of its own: an engine starts only once in a process. */
export async function inFreshProcess(script: string, env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import=tsx', '--input-type=module', '-e', script],
    { cwd: packageFolder, env: { ...process.env, ...env }, maxBuffer: 64 << 20 },
  );
  return stdout.trim();
}
