import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { readConfig, axesOf, wrongSetting, type RunnableLayer } from './runnable-layer.js';

const config = z.object({
  axis: z.union([z.int(), z.tuple([z.int()]).transform(([axis]) => axis)]).default(-1),
  epsilon: z.number().nonnegative().default(1e-3),
  momentum: z.number().default(0.99),
  center: z.boolean().default(true),
  scale: z.boolean().default(true),
  renorm: z.literal(false).default(false),
});

/**
 * (x − mean) / √(variance + epsilon) · gamma + beta, per channel (Ioffe and Szegedy, 2015). In training mean and
 * variance are the batch's, and the moving ones follow: m ← momentum · m + (1 − momentum) · batch's, the variance a
 * plain mean of squares, as in Keras 3. A frozen layer trains as it looks: with the moving ones.
 */
export function batchNormalization(layer: LayerSummary): RunnableLayer {
  const { axis, epsilon, momentum, center, scale } = readConfig(layer, config);
  const rank = layer.inputShape?.length ?? 0;
  const channels = axis < 0 ? rank + axis : axis;
  if (channels < 1 || channels >= rank) throw wrongSetting(layer, 'axis', axesOf(rank));
  const meanPlace = Number(scale) + Number(center);
  return {
    activation: 'linear',
    usesBatchStatistics: layer.trainable,
    apply([x], weights, { training, move }) {
      const gamma = scale ? weights[0] : undefined;
      const beta = center ? weights[meanPlace - 1] : undefined;
      const moving = { mean: weights[meanPlace]!, variance: weights[meanPlace + 1]! };
      let used = moving;
      if (training && layer.trainable) {
        const others = x!.shape.map((_, at) => at).filter((at) => at !== channels);
        used = tf.moments(x!, others);
        move(meanPlace, follow(moving.mean, used.mean, momentum));
        move(meanPlace + 1, follow(moving.variance, used.variance, momentum));
      }
      const along = x!.shape.map((size, at) => (at === channels ? size : 1));
      const shaped = (values: tf.Tensor) => tf.reshape(values, along);
      const inverse = tf.rsqrt(tf.add(used.variance, tf.scalar(epsilon)));
      const factor = shaped(gamma === undefined ? inverse : tf.mul(inverse, gamma));
      const normal = tf.mul(tf.sub(x!, shaped(used.mean)), factor);
      return beta === undefined ? normal : tf.add(normal, shaped(beta));
    },
  };
}

function follow(moving: tf.Tensor, batch: tf.Tensor, momentum: number): tf.Tensor {
  return tf.add(tf.mul(moving, tf.scalar(momentum)), tf.mul(batch, tf.scalar(1 - momentum)));
}
