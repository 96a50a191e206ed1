import { sliceDraws } from '../../augmentation/draw.js';
import type { ImageSet } from '../../data/image-set.js';
import { takeLabels } from '../../training/take-bytes.js';
import { partKey } from '../../training/uniform.js';
import type { StepInput } from '../engine.js';
import type { ElementArray } from './data-types.js';
import { cut } from './parts.js';

/** Indices, labels, key and draws of each part of a batch, in the order in which the step function wants them. */
export function stepValues(
  set: ImageSet,
  { indices, key, draws }: StepInput,
  sizes: readonly number[],
): ElementArray[] {
  let from = 0;
  return cut(indices, sizes).flatMap((part, i) => {
    const drawn = draws === undefined ? [] : sliceDraws(draws, from, from + part.length).values;
    from += part.length;
    return [part, takeLabels(set, part), partKey(key, i), ...drawn];
  });
}

/** Indices and labels of each part, in the order in which the score function wants them. */
export function scoreValues(set: ImageSet, indices: Int32Array, sizes: readonly number[]): ElementArray[] {
  return cut(indices, sizes).flatMap((part) => [part, takeLabels(set, part)]);
}

/** @throws RangeError where a number is not that of an image, or there are too many: TensorFlow may not look. */
export function checkIndices(indices: Int32Array, { count }: ImageSet, batchSize: number): void {
  const fits = indices.length > 0 && indices.length <= batchSize && indices.every((i) => i >= 0 && i < count);
  if (fits) return;
  throw new RangeError(
    `A batch is 1 to ${batchSize} numbers of images from 0 to ${count - 1}; received ${indices.length}.`,
  );
}
