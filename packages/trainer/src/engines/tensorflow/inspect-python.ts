import { ConvScopeError } from '@convscope/protocol';
import * as z from 'zod';
import { probeLibrary } from './probe.js';
import { findPython, type PythonOptions } from './python.js';
import { libraryNames } from './release.js';

/** Asks a Python what it is without importing anything large, which would take seconds. */
const script = `
import importlib.metadata, importlib.util, json
def version(*names):
    for name in names:
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            pass
    return None
spec = importlib.util.find_spec('tensorflow')
print(json.dumps({
    'program': sys.executable,
    'version': '.'.join(map(str, sys.version_info[:3])),
    'pip': version('pip'),
    'tensorflow': version('tensorflow', 'tensorflow-cpu', 'tensorflow_cpu', 'tensorflow-macos'),
    'folder': spec.submodule_search_locations[0] if spec and spec.submodule_search_locations else None,
}))
`;

const printedFacts = z.object({
  program: z.string(),
  version: z.string(),
  pip: z.string().nullable(),
  tensorflow: z.string().nullable(),
  folder: z.string().nullable(),
});

/** A Python of the user's, and the TensorFlow in it. */
export interface PythonFacts {
  /** Absolute path of the program. */
  program: string;
  /** `3.11.7`. */
  version: string;
  pip?: string;
  tensorflow?: PythonTensorFlow;
}

export type PythonTensorFlow =
  | { usable: true; version: string; libraryFolder: string }
  /** `reason`: what the loader says, or that it is older than what we can use. */
  | { usable: false; version: string; tooOld: boolean; reason: string };

/** The first usual Python (or the one that was named) and what it has; nothing where there is none. */
export async function inspectPython(options: PythonOptions): Promise<PythonFacts | undefined> {
  const found = await findPython(script, options);
  if (options.signal?.aborted) throw new ConvScopeError('cancelled');
  if (found === undefined) return undefined;
  const { program, version, pip, tensorflow, folder } = printedFacts.parse(JSON.parse(found.printed));
  const facts: PythonFacts = { program, version, ...(pip !== null && { pip }) };
  const names = libraryNames(process.platform);
  if (folder === null || names === undefined) return facts;
  if (tensorflow !== null && !isNewEnough(tensorflow)) {
    return { ...facts, tensorflow: { usable: false, version: tensorflow, tooOld: true, reason: '' } };
  }
  const probe = await probeLibrary({ command: program, args: [] }, folder, names, options.signal);
  if (options.signal?.aborted) throw new ConvScopeError('cancelled');
  return { ...facts, tensorflow: judge(probe, tensorflow ?? '?', folder) };
}

function judge(
  { version, reason = '' }: { version?: string; reason?: string },
  said: string,
  libraryFolder: string,
): PythonTensorFlow {
  if (version === undefined) return { usable: false, version: said, tooOld: false, reason };
  if (!isNewEnough(version)) return { usable: false, version, tooOld: true, reason: '' };
  return { usable: true, version, libraryFolder };
}

/** Since 2.16 the wheels hold a library with the whole C API, as we call it. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 16);
}
