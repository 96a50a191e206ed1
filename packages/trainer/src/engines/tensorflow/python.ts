import { ConvScopeError } from '@convscope/protocol';
import { runProgram, type ProgramOptions } from './run-program.js';

/** How a Python is called: `py -3` is one. */
export interface Python {
  command: string;
  args: readonly string[];
}

/** What to try, in this order. @param wanted the user's own choice; nothing else is tried then */
export function pythonCandidates(platform: string, wanted?: string): Python[] {
  if (wanted !== undefined) return [{ command: wanted, args: [] }];
  const usual = [
    { command: 'python3', args: [] },
    { command: 'python', args: [] },
  ];
  return platform === 'win32' ? [{ command: 'py', args: ['-3'] }, ...usual] : usual;
}

/**
 * The first Python that has what is asked for.
 * @param arguments_ ends with 0 if it has: `['-m', 'pip', '--version']`
 */
export async function findPython(
  arguments_: readonly string[],
  options: Omit<ProgramOptions, 'timeout'> & { wanted?: string | undefined },
): Promise<Python | undefined> {
  for (const python of pythonCandidates(process.platform, options.wanted)) {
    if (options.signal?.aborted) return undefined;
    const { exitCode } = await runPython(python, arguments_, { ...options, timeout: 20_000 });
    if (exitCode === 0) return python;
  }
  return undefined;
}

/** @throws ConvScopeError `python-not-found` where there is none, or none has pip; `cancelled` */
export async function findPythonWithPip(options: {
  cwd: string;
  signal?: AbortSignal | undefined;
  wanted?: string | undefined;
}): Promise<Python> {
  const python = await findPython(['-m', 'pip', '--version'], options);
  if (options.signal?.aborted) throw new ConvScopeError('cancelled');
  if (python === undefined) throw new ConvScopeError('python-not-found');
  return python;
}

export const runPython = (python: Python, args: readonly string[], options: ProgramOptions) =>
  runProgram(python.command, [...python.args, ...args], options);

/** Python puts its working folder first where it looks for modules; whoever can write there could be run. */
const withoutWorkingFolder = 'import sys\nsys.path[:] = [folder for folder in sys.path if folder]\n';

/** What makes Python run a script of ours, with arguments. */
export const scriptArguments = (script: string, ...args: string[]): string[] => [
  '-c',
  withoutWorkingFolder + script,
  ...args,
];
