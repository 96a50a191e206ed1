import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadMnist, type Dataset } from '../../src/data/mnist.js';

/** Data that tests fetched once stays here until the next `npm ci`. */
const folder = fileURLToPath(new URL('../../../../node_modules/.cache/convscope', import.meta.url));

let loaded: Promise<Dataset> | undefined;

/** All of MNIST, fetched at the first call and read once a process. */
export function mnist(): Promise<Dataset> {
  loaded ??= loadMnist(path.resolve(folder));
  return loaded;
}
