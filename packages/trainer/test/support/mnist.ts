import type { Dataset } from '../../src/data/image-set.js';
import { loadMnist } from '../../src/data/mnist.js';
import { sharedDataFolder } from './scratch-home.js';

let loaded: Promise<Dataset> | undefined;

/** All of MNIST, fetched into the checkout at the first call of all and read once a process. */
export function mnist(): Promise<Dataset> {
  loaded ??= loadMnist(sharedDataFolder);
  return loaded;
}
