import path from 'node:path';
import { hasPinnedFiles } from '../pinned-files.js';
import { inspectPython } from './inspect-python.js';
import { releaseFor, type TensorFlowRelease } from './release.js';
import { readRemembered, rememberTensorFlow } from './remembered.js';

export interface FoundTensorFlow {
  /** What `openTensorFlowEngine` takes. */
  libraryFolder: string;
  version: string;
  /** The user's Python that it belongs to; not there where we fetched it. */
  python?: string;
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

/**
 * The TensorFlow that the user chose, else the one that `installTensorFlow` put into the data folder, else that of
 * the user's Python, else nothing.
 */
export async function findTensorFlow({
  dataFolder,
  python = false,
  signal,
}: FindOptions): Promise<FoundTensorFlow | undefined> {
  const chosen = await readRemembered(dataFolder);
  if (chosen?.unchanged === true) return found(chosen);
  // It was upgraded or removed since: the same Python may still have one.
  const again = chosen && (await findInPython(chosen.python, signal).catch(() => undefined));
  if (again) {
    await rememberTensorFlow(dataFolder, again);
    return again;
  }
  const fetched = await findFetched(dataFolder);
  if (fetched !== undefined) return fetched;
  if (python === false) return undefined;
  return findInPython(python === true ? undefined : python, signal);
}

/** The one that we fetched, if it is whole. */
async function findFetched(dataFolder: string): Promise<FoundTensorFlow | undefined> {
  const release = releaseFor(process.platform, process.arch);
  if (release === undefined) return undefined;
  const libraryFolder = installFolder(dataFolder, release);
  if (!(await hasPinnedFiles(libraryFolder, release.files))) return undefined;
  return { libraryFolder, version: release.version };
}

/** Where a release lies once it is installed. */
export const installFolder = (dataFolder: string, release: TensorFlowRelease): string =>
  path.join(dataFolder, 'engines', `tensorflow-${release.version}`);

async function findInPython(
  wanted: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Required<FoundTensorFlow> | undefined> {
  const facts = await inspectPython({ wanted, signal });
  return facts?.tensorflow?.usable === true
    ? found({ python: facts.program, ...facts.tensorflow })
    : undefined;
}

const found = ({ libraryFolder, version, python }: Required<FoundTensorFlow>) => ({
  libraryFolder,
  version,
  python,
});
