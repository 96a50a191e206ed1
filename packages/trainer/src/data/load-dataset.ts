import type { DatasetConfig } from '@convscope/model';
import { loadCifar10, cifar10Files } from './cifar10.js';
import { checkFit, type NetworkShape } from './fit-network.js';
import { loadFolder } from './folder/load-folder.js';
import type { Dataset } from './image-set.js';
import { loadMnist, mnistFiles } from './mnist.js';
import { loadNpz } from './npz/load-npz.js';
import type { FetchOptions, NpmPackage } from './npm-source.js';
import { isFetched } from './packaged-files.js';
import { splitOffValidation } from './validation-split.js';

export interface LoadOptions extends FetchOptions, NetworkShape {
  /** Where what is fetched lies, once for all runs. */
  dataFolder: string;
  /** Decides which pictures of a folder without a validation folder are validated on. */
  seed: number;
  /** Keras's: the last share of the training images is validated on instead of trained with; 0 is none. */
  validationSplit: number;
  /** Pictures of a folder that are read, of how many. */
  onRead?: ((done: number, total: number) => void) | undefined;
}

/**
 * The pictures that a training names, as bytes, of the size that the network takes. What lies in the registry is
 * fetched first if it is not there. The order of the training images is the files': nothing is shuffled here.
 *
 * @throws ConvScopeError `dataset-…` with what does not fit and what to do; `package-not-fetched`, `data-damaged`,
 * `disk-full`, `cancelled`
 */
export async function loadDataset(config: DatasetConfig, options: LoadOptions): Promise<Dataset> {
  const dataset = await read(config, options);
  checkFit(dataset, config, options);
  return dataset;
}

async function read(config: DatasetConfig, options: LoadOptions): Promise<Dataset> {
  switch (config.name) {
    case 'mnist':
      return splitOffValidation(await loadMnist(options.dataFolder, options), options.validationSplit);
    case 'cifar10':
      return splitOffValidation(await loadCifar10(options.dataFolder, options), options.validationSplit);
    case 'folder':
      return loadFolder(config.path, options);
    case 'npz':
      return loadNpz(config.path, options);
  }
}

/** What a training has to fetch before it can begin, in bytes over the network; `undefined` where it is all here. */
export function missingDownload(config: DatasetConfig, dataFolder: string): number | undefined {
  const source = sources[config.name];
  if (source === undefined || isFetched(source, dataFolder)) return undefined;
  return source.bytes;
}

const sources: Partial<Record<DatasetConfig['name'], NpmPackage>> = {
  mnist: mnistFiles.package,
  cifar10: cifar10Files.package,
};
