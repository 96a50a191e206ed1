import { clause } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import { partOf, type Dataset, type ImageSet } from '../data/image-set.js';
import { readPicture } from '../data/pictures/read-picture.js';
import type { Network } from '../training/network.js';
import type { PictureSource } from './messages.js';

/** Pictures as bytes, and what each is called in an answer. */
export interface Pictures {
  set: ImageSet;
  /** By their place in the set. */
  names: readonly ({ index: number; label: number } | { file: string })[];
  classNames?: string[] | undefined;
}

/**
 * The pictures that were asked for, as the network takes them.
 * @throws ConvScopeError `test-index-too-far`, `dataset-unreadable`, `model-unsupported` where no picture suits
 */
export async function picturesOf(
  source: PictureSource,
  network: Network,
  data: Dataset | undefined,
): Promise<Pictures> {
  if (source.from === 'files') return readFiles(source, network);
  if (!data) throw new Error('Test images need a data set.');
  const [first, last] = source.range;
  const { test, classNames } = data;
  if (last >= test.count) throw new ConvScopeError('test-index-too-far', { last, newest: test.count - 1 });
  const set = partOf(test, first, last + 1);
  const names = Array.from(set.labels, (label, i) => ({ index: first + i, label }));
  return { set, names, ...(classNames && { classNames: [...classNames] }) };
}

/** Resized, and grey or in colour, as the network takes it. `invert` makes dark on light what MNIST has. */
async function readFiles(
  { files, invert }: { files: readonly string[]; invert: boolean },
  { inputShape: shape, outputs }: Network,
): Promise<Pictures> {
  const [height, width, channels] = shape;
  if (channels !== 1 && channels !== 3) {
    throw new ConvScopeError('model-unsupported', { reason: clause('channels-of-no-picture', { channels }) });
  }
  const size = height * width * channels;
  const images = new Uint8Array(files.length * size);
  for (const [i, file] of files.entries()) images.set(await readPicture(file, shape), i * size);
  if (invert) for (let i = 0; i < images.length; i++) images[i] = 255 - images[i]!;
  const labels = new Uint8Array(files.length);
  const set = { count: files.length, height, width, channels, classes: outputs, images, labels };
  return { set, names: files.map((file) => ({ file })) };
}
