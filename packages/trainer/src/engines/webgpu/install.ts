import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError, engineNames } from '@convscope/protocol';
import type { FetchOptions } from '../../data/npm-source.js';
import { makeScratchFolder } from '../../data/scratch-folder.js';
import { moveIntoPlace } from '../move-into-place.js';
import { findWrongFile, hasPinnedFiles } from '../pinned-files.js';
import { dawnModule, dawnPackage, dawnReleaseFor } from './release.js';

/** Dawn in the data folder. */
export interface FoundDawn {
  folder: string;
  /** What Node loads. */
  module: string;
  version: string;
}

/** Where Dawn lies once it is installed. */
export const dawnFolder = (dataFolder: string): string =>
  path.join(dataFolder, 'engines', `webgpu-${dawnPackage.version}`);

/** Dawn, if it is installed and whole. */
export async function findDawn(dataFolder: string): Promise<FoundDawn | undefined> {
  const release = dawnReleaseFor(process.platform, process.arch);
  if (release === undefined) return undefined;
  const folder = dawnFolder(dataFolder);
  return (await hasPinnedFiles(folder, release.files)) ? foundIn(folder) : undefined;
}

/**
 * Fetches Dawn's package through the user's npm settings and keeps this system's files of it in the data folder. The
 * folder appears only when they are whole; two may do this at once.
 * @throws ConvScopeError `engine-no-build`, `package-not-fetched`, `disk-full`, `cancelled`
 */
export async function installDawn({
  dataFolder,
  signal,
  onProgress,
}: FetchOptions & { dataFolder: string }): Promise<FoundDawn> {
  const platform = `${process.platform}-${process.arch}`;
  const release = dawnReleaseFor(process.platform, process.arch);
  if (release === undefined) {
    throw new ConvScopeError('engine-no-build', { engine: engineNames.webgpu, platform });
  }
  const folder = dawnFolder(dataFolder);
  if (await hasPinnedFiles(folder, release.files)) return foundIn(folder);
  const scratch = await makeScratchFolder(folder);
  try {
    const whole = path.join(scratch, 'package');
    // npm's libraries are large, and needed once.
    const { fetchNpmPackage } = await import('../../data/npm-package.js');
    await fetchNpmPackage(dawnPackage, whole, { signal, onProgress, tarballFolder: path.dirname(folder) });
    const kept = path.join(scratch, 'kept');
    await rename(path.join(whole, release.folder), kept);
    const wrong = await findWrongFile(kept, release.files, signal);
    if (wrong !== undefined) throw new Error(`Dawn’s package holds another ${wrong} than was pinned.`);
    if (signal?.aborted) throw new ConvScopeError('cancelled');
    await moveIntoPlace(kept, folder, release.files);
    return foundIn(folder);
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

const foundIn = (folder: string): FoundDawn => ({
  folder,
  module: path.join(folder, dawnModule),
  version: dawnPackage.version,
});
