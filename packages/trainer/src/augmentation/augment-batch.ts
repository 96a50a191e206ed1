import * as tf from '@tensorflow/tfjs-core';
import { movesPixels, type AugmentationPlan } from './plan.js';
import { standardize } from './standardize.js';

/**
 * What Keras's `ImageDataGenerator` does to a batch: moves its pixels, shifts its values, standardizes. Made of
 * TensorFlow.js's own operations, so that every engine does the same and a step with it can be recorded.
 * @param x float32 `[batch, height, width, channels]`, 0–1
 * @param draws one tensor for each of `augmentationInputs(plan, batch)`
 */
export function augmentBatch(
  plan: AugmentationPlan,
  x: tf.Tensor4D,
  draws: readonly tf.Tensor[],
): tf.Tensor4D {
  return tf.tidy(() => {
    const rest = [...draws];
    let images = x;
    if (movesPixels(plan)) images = movePixels(plan, images, rest.splice(0, 3));
    const [channelShift] = rest;
    if (channelShift !== undefined) images = shiftChannels(images, channelShift as tf.Tensor1D);
    return standardize(plan, images);
  });
}

/** Each pixel from four neighbours, bilinear. */
function movePixels(
  { height, width, channels, config }: AugmentationPlan,
  x: tf.Tensor4D,
  [corners, rowFractions, columnFractions]: readonly tf.Tensor[],
): tf.Tensor4D {
  const [batch] = x.shape;
  const pixels = batch * height * width;
  // Every pixel beside its neighbours to the right, below and below right, so that one gathering brings all four.
  // The margin gives the last ones neighbours, of which nothing is taken, and holds a place that is `cval` all over.
  const margin: [number, number] = [0, 2];
  const wide = tf.pad4d(x, [[0, 0], margin, margin, [0, 0]], config.cval);
  const size: [number, number, number, number] = [batch, height + 1, width + 1, channels];
  const neighbours = tf.concat(
    [
      tf.slice(wide, [0, 0, 0, 0], size),
      tf.slice(wide, [0, 0, 1, 0], size),
      tf.slice(wide, [0, 1, 0, 0], size),
      tf.slice(wide, [0, 1, 1, 0], size),
    ],
    3,
  );
  const places = (height + 1) * (width + 1);
  const firstPlaces = Int32Array.from({ length: batch }, (_, i) => i * places);
  const numbers = tf.add(corners!, tf.tensor2d(firstPlaces, [batch, 1], 'int32'));
  // `gatherND`, since the TensorFlow backend's `gather` looks at its indices: that cannot be recorded.
  const four = tf.gatherND(
    tf.reshape(neighbours, [batch * places, 4 * channels]),
    tf.reshape(numbers, [pixels, 1]),
  );
  const rows = between(
    tf.slice(four, [0, 0], [pixels, 2 * channels]),
    tf.slice(four, [0, 2 * channels], [pixels, 2 * channels]),
    tf.reshape(rowFractions!, [pixels, 1]),
  );
  const moved = between(
    tf.slice(rows, [0, 0], [pixels, channels]),
    tf.slice(rows, [0, channels], [pixels, channels]),
    tf.reshape(columnFractions!, [pixels, 1]),
  );
  return tf.reshape(moved, x.shape);
}

function between(from: tf.Tensor, to: tf.Tensor, fraction: tf.Tensor): tf.Tensor {
  return tf.add(from, tf.mul(tf.sub(to, from), fraction));
}

/** Keras's `apply_channel_shift`: one amount for an image, clipped to what the image held before. */
function shiftChannels(x: tf.Tensor4D, amounts: tf.Tensor1D): tf.Tensor4D {
  const axes = [1, 2, 3];
  const shifted = tf.add(x, tf.reshape(amounts, [-1, 1, 1, 1]));
  return tf.minimum(tf.maximum(shifted, tf.min(x, axes, true)), tf.max(x, axes, true));
}
