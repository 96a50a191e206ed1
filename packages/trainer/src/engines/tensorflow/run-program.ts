import { execFile } from 'node:child_process';

/** How a program ended, and what it wrote. */
export interface ProgramResult {
  /** 0 is success; `null` where a signal ended it or it did not start. */
  exitCode: number | null;
  /** What ended it instead: `SIGILL`, or Node's `ENOENT`. */
  reason?: string;
  stdout: string;
  stderr: string;
}

export interface ProgramOptions {
  /** Working folder: one of our own, since Python also looks for modules there. */
  cwd: string;
  /** On top of this process's environment. */
  env?: Record<string, string>;
  /** Kills the program, and so ends the call. */
  signal?: AbortSignal | undefined;
  /** ms after which it is killed. */
  timeout?: number;
}

/** Runs a program to its end. Never rejects: how it went is in the result. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env, signal, timeout = 0 }: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      {
        cwd,
        env: { ...process.env, ...env },
        timeout,
        killSignal: 'SIGKILL',
        maxBuffer: 16 << 20,
        windowsHide: true,
        ...(signal && { signal }),
      },
      (error, stdout, stderr) => {
        const code = error?.code;
        const reason = error?.signal ?? (typeof code === 'string' ? code : undefined);
        resolve({
          exitCode: error === null ? 0 : typeof code === 'number' ? code : null,
          ...(reason !== undefined && { reason }),
          stdout,
          stderr,
        });
      },
    );
  });
}
