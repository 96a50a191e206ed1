import { loadCifar10 } from '../../src/data/cifar10.js';
import type { Dataset } from '../../src/data/image-set.js';
import { sharedDataFolder } from './scratch-home.js';

let loaded: Promise<Dataset> | undefined;

/** All of CIFAR-10, fetched into the checkout at the first call of all and read once a process. */
export function cifar10(): Promise<Dataset> {
  loaded ??= loadCifar10(sharedDataFolder);
  return loaded;
}
