import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { ConvScopeError } from '@convscope/protocol';
import type { NetworkShape } from '../fit-network.js';
import { checkClasses, checkMemory } from '../fit-network.js';
import type { Dataset, ImageSet } from '../image-set.js';
import { readPicture } from '../pictures/read-picture.js';
import { findPictureSets, type LabelledFile } from './picture-sets.js';

export interface FolderOptions extends NetworkShape {
  validationSplit: number;
  seed: number;
  signal?: AbortSignal | undefined;
  /** Bytes of pixels read, of bytes in all. */
  onRead?: ((done: number, total: number) => void) | undefined;
}

/** So many files are read while others are decoded. */
const atOnce = 8;

/**
 * A folder of class folders of PNG and JPEG pictures, each made grey or RGB and stretched to the network's input.
 *
 * @throws ConvScopeError `dataset-…` with the file or folder that does not fit, `cancelled`
 */
export async function loadFolder(folder: string, options: FolderOptions): Promise<Dataset> {
  const [height, width, channels] = options.inputShape;
  if (channels !== 1 && channels !== 3) throw new ConvScopeError('dataset-channels', { channels });
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw new ConvScopeError('dataset-not-found', { path: folder });

  const { validationSplit: share, seed } = options;
  const sets = await findPictureSets(folder, { share, seed });
  const classes = sets.classNames.length;
  checkClasses({ dataset: folder, classes }, options);
  const lists = [...new Set([sets.training, sets.validation, sets.test])];
  const total = lists.reduce((sum, { length }) => sum + length, 0);
  const size = height * width * channels;
  checkMemory(folder, total * size);

  let done = 0;
  const onRead = () => options.onRead?.((done += size), total * size);
  const read = new Map<readonly LabelledFile[], ImageSet>();
  for (const list of lists) read.set(list, await readSet(list, { ...options, classes, onRead }));
  return {
    training: read.get(sets.training)!,
    validation: read.get(sets.validation)!,
    test: read.get(sets.test)!,
    classNames: sets.classNames,
  };
}

interface ReadOptions extends Pick<FolderOptions, 'inputShape' | 'signal'> {
  classes: number;
  onRead: () => void;
}

async function readSet(list: readonly LabelledFile[], options: ReadOptions): Promise<ImageSet> {
  const { inputShape, signal, classes, onRead } = options;
  const [height, width, channels] = inputShape;
  const size = height * width * channels;
  const images = new Uint8Array(list.length * size);
  for (let from = 0; from < list.length; from += atOnce) {
    // Decoding leaves others no turn of their own.
    await setImmediate();
    if (signal?.aborted) throw new ConvScopeError('cancelled');
    const reading = list.slice(from, from + atOnce).map(async ({ file }, i) => {
      images.set(await readPicture(file, inputShape, signal), (from + i) * size);
      onRead();
    });
    await Promise.all(reading);
  }
  const numbers = list.map(({ label }) => label);
  const labels = classes <= 256 ? Uint8Array.from(numbers) : Int32Array.from(numbers);
  return { count: list.length, height, width, channels, classes, images, labels };
}
