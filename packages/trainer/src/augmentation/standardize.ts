import * as tf from '@tensorflow/tfjs-core';
import type { AugmentationPlan } from './plan.js';
import { residentFloats } from './resident-floats.js';

/** Keras adds it to every deviation before it divides. */
const epsilon = 1e-6;

/**
 * Keras's `standardize`, image by image: rescale, the image's own mean and deviation, those of the training set, ZCA.
 * Images that are validated on, evaluated or predicted go through it too; without settings it gives `x` back.
 * @param x float32 `[batch, height, width, channels]`, 0–1
 */
export function standardize(plan: AugmentationPlan, x: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    const { config, statistics } = plan;
    let images: tf.Tensor = x;
    if (config.rescale !== null && config.rescale !== 0) images = tf.mul(images, config.rescale);
    if (config.samplewiseCenter) images = tf.sub(images, tf.mean(images, [1, 2, 3], true));
    if (config.samplewiseStdNormalization) {
      images = tf.div(images, tf.add(deviation(images), epsilon));
    }
    if (statistics.mean) images = tf.sub(images, tf.tensor1d(statistics.mean));
    if (statistics.std) images = tf.div(images, tf.add(tf.tensor1d(statistics.std), epsilon));
    if (statistics.whitening) {
      const rows = tf.reshape(images, [x.shape[0], -1]);
      images = tf.reshape(tf.matMul(rows, residentFloats(statistics.whitening)), x.shape);
    }
    return images as tf.Tensor4D;
  });
}

/** Of all values of each image about their mean: `[batch, 1, 1, 1]`. */
function deviation(images: tf.Tensor): tf.Tensor {
  const axes = [1, 2, 3];
  const centred = tf.sub(images, tf.mean(images, axes, true));
  return tf.sqrt(tf.mean(tf.square(centred), axes, true));
}
