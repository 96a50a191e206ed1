import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError, type ErrorArgs } from '@convscope/protocol';
import { makeScratchFolder } from '../../data/scratch-folder.js';
import { findWrongFile, hasPinnedFiles } from '../pinned-files.js';
import { moveIntoPlace } from '../move-into-place.js';
import { installFolder, type FoundTensorFlow } from './find.js';
import { diskIsFull, downloadWheel, type DownloadOptions } from './pip.js';
import { probeLibrary } from './probe.js';
import { findPythonWithPip, runScript, type Python } from './python.js';
import { libraryNames, releaseFor, type TensorFlowRelease } from './release.js';

export { fetchBytes } from './release.js';

export interface InstallOptions extends DownloadOptions {
  dataFolder: string;
  /** The Python whose pip is used; by default the first of `python3` and `python` that has one. */
  python?: string | undefined;
}

/**
 * Fetches TensorFlow's wheel with the user's pip and keeps its two libraries in the data folder. The folder appears
 * only when both are whole and were seen to load; two may do this at once.
 * @throws ConvScopeError `engine-not-available`, `python-not-found`, `download-failed`, `disk-full`, `cancelled`
 */
export async function installTensorFlow({
  dataFolder,
  python: wanted,
  signal,
  onProgress,
}: InstallOptions): Promise<FoundTensorFlow> {
  const release = releaseFor(process.platform, process.arch);
  const names = libraryNames(process.platform);
  if (release === undefined || names === undefined) {
    throw notAvailable({ reason: 'engine-no-build', platform: `${process.platform}-${process.arch}` });
  }
  const libraryFolder = installFolder(dataFolder, release);
  const found = { libraryFolder, version: release.version };
  if (await hasPinnedFiles(libraryFolder, release.files)) return found;
  const scratch = await makeScratchFolder(libraryFolder);
  try {
    const python = await findPythonWithPip({ signal, wanted });
    const wheel = await downloadWheel(python, release, scratch, { signal, onProgress });
    const unpacked = path.join(scratch, 'libraries');
    await unpack(python, wheel, unpacked, release, signal);
    const { reason } = await probeLibrary(python, unpacked, names, signal);
    if (signal?.aborted) throw new ConvScopeError('cancelled');
    if (reason !== undefined) throw notAvailable({ reason: 'engine-library-unfit', detail: reason });
    await moveIntoPlace(unpacked, libraryFolder, release.files);
    return found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
      throw new ConvScopeError('disk-full', { path: libraryFolder }, { cause: error });
    }
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

const unpackScript = `
import shutil, zipfile
wheel, folder, *names = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    for name in names:
        with archive.open('tensorflow/' + name) as source, open(folder + '/' + name, 'wb') as target:
            shutil.copyfileobj(source, target, 1 << 20)
`;

async function unpack(
  python: Python,
  wheel: string,
  folder: string,
  release: TensorFlowRelease,
  signal: AbortSignal | undefined,
): Promise<void> {
  await mkdir(folder);
  const { exitCode, reason, stderr } = await runScript(
    python,
    unpackScript,
    [wheel, folder, ...Object.keys(release.files)],
    { cwd: folder, signal, timeout: 600_000 },
  );
  if (signal?.aborted) throw new ConvScopeError('cancelled');
  if (exitCode === 0 && (await findWrongFile(folder, release.files)) === undefined) return;
  if (diskIsFull(stderr)) throw new ConvScopeError('disk-full', { path: folder });
  throw new ConvScopeError('download-failed', {
    what: `TensorFlow ${release.version}`,
    reason: `it could not be unpacked: ${reason ?? stderr.trim().split('\n').at(-1) ?? 'files are missing'}`,
    tool: 'pip',
  });
}

function notAvailable(reason: ErrorArgs): ConvScopeError {
  return new ConvScopeError('engine-not-available', { engine: 'tensorflow', ...reason });
}
