import { stat } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError } from '@convscope/protocol';
import { runProgram, type ProgramOptions, type ProgramResult } from './run-program.js';

/** How a Python is called: `py -3` is one. */
export interface Python {
  command: string;
  args: readonly string[];
}

export interface PythonOptions {
  /** The user's own choice, a program or the folder of an environment; nothing else is tried then. */
  wanted?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** What to try, in this order. */
export function pythonCandidates(platform: string, wanted?: string): Python[] {
  if (wanted !== undefined) return [{ command: wanted, args: [] }];
  const usual = [
    { command: 'python3', args: [] },
    { command: 'python', args: [] },
  ];
  return platform === 'win32' ? [{ command: 'py', args: ['-3'] }, ...usual] : usual;
}

/**
 * The first Python for which `script`, of ours, ends with 0.
 * @returns it, and what the script printed
 */
export async function findPython(
  script: string,
  { wanted, signal }: PythonOptions,
): Promise<{ python: Python; printed: string } | undefined> {
  const named = wanted === undefined ? undefined : await programOf(wanted);
  for (const python of pythonCandidates(process.platform, named)) {
    if (signal?.aborted) return undefined;
    const { exitCode, stdout } = await runScript(python, script, [], {
      cwd: aQuietFolder,
      signal,
      timeout: 20_000,
    });
    if (exitCode === 0) return { python, printed: stdout.trim() };
  }
  return undefined;
}

/** @throws ConvScopeError `python-not-found` where there is none, or none has pip; `cancelled` */
export async function findPythonWithPip(options: PythonOptions): Promise<Python> {
  const found = await findPython('import pip', options);
  if (options.signal?.aborted) throw new ConvScopeError('cancelled');
  if (found === undefined) throw new ConvScopeError('python-not-found');
  return found.python;
}

/** Runs a script of ours to its end. */
export const runScript = (
  { command, args: first }: Python,
  script: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> => runProgram(command, [...first, '-c', preamble + script, ...args], options);

/** Runs a module as `python -m` does. */
export const runModule = (python: Python, name: string, args: readonly string[], options: ProgramOptions) =>
  runScript(python, moduleScript(name), args, options);

/** A working folder that holds no Python of anybody. */
export const aQuietFolder = path.dirname(process.execPath);

/**
 * Before every script. Python puts its working folder first where it looks for modules, and whoever can write there
 * could be run. Ctrl+C in a terminal reaches every process of it: ours alone decides what it means. And Python must
 * not outlive us, however we end: our end of its standard input closes then.
 */
const preamble = `
import os, signal, sys, threading
sys.path[:] = [folder for folder in sys.path if folder]
signal.signal(signal.SIGINT, signal.SIG_IGN)
def end_with_parent():
    while os.read(0, 4096):
        pass
    os._exit(1)
threading.Thread(target=end_with_parent, daemon=True).start()
`;

const moduleScript = (name: string) => `
import runpy
sys.argv[0] = '${name}'
runpy.run_module('${name}', run_name='__main__', alter_sys=True)
`;

/** A virtual environment is named by its folder as often as by the program in it. */
async function programOf(wanted: string): Promise<string> {
  const found = await stat(wanted).catch(() => undefined);
  if (!found?.isDirectory()) return wanted;
  return process.platform === 'win32'
    ? path.join(wanted, 'Scripts', 'python.exe')
    : path.join(wanted, 'bin', 'python');
}
