import type { DatasetConfig } from '@convscope/model';
import { cifar10ClassNames } from '../data/cifar10.js';
import { findPictureSets } from '../data/folder/picture-sets.js';

/** What the classes of a data set are called, where that is known without its images; else `undefined`. */
export async function classNamesOf(dataset: DatasetConfig): Promise<string[] | undefined> {
  switch (dataset.name) {
    case 'cifar10':
      return [...cifar10ClassNames];
    case 'folder':
      // A network is of use when the pictures that it was trained on are gone, too.
      return findPictureSets(dataset.path, { share: 0, seed: 0 }).then(
        ({ classNames }) => classNames,
        () => undefined,
      );
    default:
      return undefined;
  }
}
