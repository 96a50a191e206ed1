import { stat } from 'node:fs/promises';
import path from 'node:path';
import { probeLibrary } from './probe.js';
import { findPython, runPython, scriptArguments } from './python.js';
import { libraryNames, releaseFor, type TensorFlowRelease } from './release.js';

export interface FoundTensorFlow {
  /** What `openTensorFlowEngine` takes. */
  libraryFolder: string;
  version: string;
}

export interface FindOptions {
  dataFolder: string;
  /**
   * Also look at a TensorFlow of the user's Python, 2.16 or newer. `true` asks `python3` or `python`, a string names
   * the Python. Takes a second or two if there is one.
   */
  python?: boolean | string | undefined;
  signal?: AbortSignal | undefined;
}

/** The TensorFlow that `installTensorFlow` put into the data folder, else that of the user's Python, else nothing. */
export async function findTensorFlow({
  dataFolder,
  python = false,
  signal,
}: FindOptions): Promise<FoundTensorFlow | undefined> {
  const release = releaseFor(process.platform, process.arch);
  if (release !== undefined) {
    const libraryFolder = installFolder(dataFolder, release);
    if (await isWhole(libraryFolder, release)) return { libraryFolder, version: release.version };
  }
  if (python === false) return undefined;
  return findInPython(python === true ? undefined : python, signal);
}

/** Where a release lies once it is installed. */
export const installFolder = (dataFolder: string, release: TensorFlowRelease): string =>
  path.join(dataFolder, 'engines', `tensorflow-${release.version}`);

/** Whether the folder has all the release's files, each of its size: half a library ends the process that loads it. */
export async function isWhole(folder: string, release: TensorFlowRelease): Promise<boolean> {
  const sizes = await Promise.all(
    Object.keys(release.files).map((name) =>
      stat(path.join(folder, name)).then(
        ({ size }) => size,
        () => undefined,
      ),
    ),
  );
  return Object.values(release.files).every((size, i) => sizes[i] === size);
}

/** Prints the package's folder without importing it, which would take seconds. */
const whereIsTensorFlow = `
import importlib.util
print(importlib.util.find_spec('tensorflow').submodule_search_locations[0])
`;

async function findInPython(
  wanted: string | undefined,
  signal: AbortSignal | undefined,
): Promise<FoundTensorFlow | undefined> {
  const names = libraryNames(process.platform);
  if (names === undefined) return undefined;
  const cwd = path.dirname(process.execPath);
  const asking = scriptArguments(whereIsTensorFlow);
  const python = await findPython(asking, { cwd, signal, wanted });
  if (python === undefined) return undefined;
  const { stdout } = await runPython(python, asking, { cwd, signal, timeout: 20_000 });
  const libraryFolder = stdout.trim();
  const { version } = await probeLibrary(python, libraryFolder, names, signal);
  return version !== undefined && isNewEnough(version) ? { libraryFolder, version } : undefined;
}

/** Since 2.16 the wheels hold a library with the whole C API, as we call it. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 16);
}
