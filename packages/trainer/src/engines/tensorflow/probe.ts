import path from 'node:path';
import { aQuietFolder, runScript, type Python } from './python.js';
import type { LibraryNames } from './release.js';

const script = `
import ctypes
library = ctypes.CDLL(sys.argv[1])
library.TF_Version.restype = ctypes.c_char_p
print(library.TF_Version().decode())
`;

export interface Probe {
  /** What the library calls itself: `2.21.0`. */
  version?: string;
  /** Why it does not load. */
  reason?: string;
}

/** Loads the library in a process of its own: one that is damaged, or needs another processor, ends its process. */
export async function probeLibrary(
  python: Python,
  folder: string,
  names: LibraryNames,
  signal?: AbortSignal,
): Promise<Probe> {
  const { exitCode, reason, stdout, stderr } = await runScript(
    python,
    script,
    [path.join(folder, names.cc)],
    {
      cwd: aQuietFolder,
      env: { TF_CPP_MIN_LOG_LEVEL: '3' },
      signal,
      timeout: 60_000,
    },
  );
  const version = stdout.trim();
  if (exitCode === 0 && /^\d+\.\d+/.test(version)) return { version };
  return { reason: reason ?? stderr.trim().split('\n').at(-1) ?? 'it does not load' };
}
