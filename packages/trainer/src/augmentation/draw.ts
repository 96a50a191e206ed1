import { randomStream } from '../training/philox.js';
import { movesPixels, type AugmentationPlan } from './plan.js';
import { sampling } from './sampling.js';
import type { ImageTransform } from './transform.js';

/** What was drawn for the images of a batch, ready for `augmentBatch`. */
export interface AugmentationDraws {
  /** Images. */
  count: number;
  /** The values of each of `augmentationInputs`, image after image. */
  values: readonly (Int32Array | Float32Array)[];
}

/** An input of `augmentBatch`. */
export interface AugmentationInput {
  /** The first number is that of the images. */
  shape: readonly [number, ...number[]];
  dtype: 'float32' | 'int32';
}

/** Which images of which epoch. */
export interface DrawOptions {
  seed: number;
  /** From 0. */
  epoch: number;
  /** Place of the first image in the epoch's order, from 0. */
  from: number;
  /** How many images follow. */
  count: number;
}

/**
 * Draws as Keras's `get_random_transform` does, each value from the same range. What the image at one place of an
 * epoch gets depends on the seed, the epoch and the place alone.
 */
export function drawAugmentation(plan: AugmentationPlan, options: DrawOptions): AugmentationDraws {
  return prepareTransforms(plan, drawTransforms(plan, options));
}

/** What `drawAugmentation` draws, in Keras's words. */
export function drawTransforms(
  plan: AugmentationPlan,
  { seed, epoch, from, count }: DrawOptions,
): ImageTransform[] {
  return Array.from({ length: count }, (_, i) => drawTransform(plan, seed, `augment/${epoch}/${from + i}`));
}

/** These very transforms instead of drawn ones. */
export function prepareTransforms(
  plan: AugmentationPlan,
  transforms: readonly ImageTransform[],
): AugmentationDraws {
  const values: (Int32Array | Float32Array)[] = [];
  if (movesPixels(plan)) {
    const { corners, rowFractions, columnFractions } = sampling(transforms, plan, plan.config.fillMode);
    values.push(corners, rowFractions, columnFractions);
  }
  if (plan.config.channelShiftRange !== 0) {
    values.push(Float32Array.from(transforms, ({ channelShift }) => channelShift));
  }
  return { count: transforms.length, values };
}

/** What `augmentBatch` wants beside the images, for a batch of `count`. Empty where nothing is drawn. */
export function augmentationInputs(plan: AugmentationPlan, count: number): AugmentationInput[] {
  const inputs: AugmentationInput[] = [];
  if (movesPixels(plan)) {
    const shape = [count, plan.height * plan.width] as const;
    inputs.push({ shape, dtype: 'int32' }, { shape, dtype: 'float32' }, { shape, dtype: 'float32' });
  }
  if (plan.config.channelShiftRange !== 0) inputs.push({ shape: [count], dtype: 'float32' });
  return inputs;
}

/** The draws of the images from number `from` to before number `to` of the batch. */
export function sliceDraws(
  { count, values }: AugmentationDraws,
  from: number,
  to: number,
): AugmentationDraws {
  return {
    count: to - from,
    values: values.map((all) => all.subarray((all.length / count) * from, (all.length / count) * to)),
  };
}

function drawTransform(
  { config, height, width }: AugmentationPlan,
  seed: number,
  name: string,
): ImageTransform {
  const { uniform } = randomStream(seed, name);
  const within = (low: number, high: number) => low + (high - low) * uniform();
  // All are drawn, used or not: an option that is added changes nothing about the others.
  return {
    theta: within(-config.rotationRange, config.rotationRange),
    // As Keras: tx moves along the width, its range is that of the height.
    tx: shift(config.heightShiftRange, height, uniform(), uniform()),
    ty: shift(config.widthShiftRange, width, uniform(), uniform()),
    shear: within(-config.shearRange, config.shearRange),
    zx: within(...config.zoomRange),
    zy: within(...config.zoomRange),
    flipHorizontal: uniform() < 0.5 && config.horizontalFlip,
    flipVertical: uniform() < 0.5 && config.verticalFlip,
    channelShift: within(-config.channelShiftRange, config.channelShiftRange),
  };
}

/**
 * Keras's shifts in pixels: a range below 1 is a share of the side, a whole number n is a whole number of pixels below
 * n, any other is pixels.
 */
function shift(range: number, side: number, value: number, sign: number): number {
  if (range >= 1 && Number.isInteger(range)) return Math.floor(range * value) * (sign < 0.5 ? -1 : 1);
  const drawn = 2 * range * value - range;
  return range < 1 ? drawn * side : drawn;
}
