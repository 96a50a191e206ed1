import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { uniform } from '../uniform.js';
import { oneInput, readConfig, type RunnableLayer } from './runnable-layer.js';

const noiseConfig = z.object({ stddev: z.number().nonnegative() });
const dropoutConfig = z.object({ rate: z.number().min(0).lt(1) });

/** In training, plus numbers of a normal distribution about 0. */
export function gaussianNoise(layer: LayerSummary): RunnableLayer {
  const { stddev } = readConfig(layer, noiseConfig);
  return oneInput((x, _weights, { training, stream }) => {
    if (training === undefined || stddev === 0) return x;
    return tf.add(x, tf.mul(normal(x.shape, training.key, stream), tf.scalar(stddev)));
  });
}

/** In training, times numbers of a normal distribution about 1, as far from it as Dropout's of this rate. */
export function gaussianDropout(layer: LayerSummary): RunnableLayer {
  const { rate } = readConfig(layer, dropoutConfig);
  const stddev = Math.sqrt(rate / (1 - rate));
  return oneInput((x, _weights, { training, stream }) => {
    if (!training?.dropout || rate === 0) return x;
    const factors = tf.mul(normal(x.shape, training.key, stream), tf.scalar(stddev));
    return tf.mul(x, tf.add(factors, tf.scalar(1)));
  });
}

/** Mean 0, deviation 1, of two uniform numbers each (Box and Muller, 1958). */
function normal(shape: readonly number[], key: tf.Tensor1D, stream: number): tf.Tensor {
  const [batch, ...rest] = shape;
  const [first, second] = tf.split(uniform([2 * batch!, ...rest], key, stream), 2);
  const radius = tf.sqrt(tf.mul(tf.log(tf.sub(tf.scalar(1), first!)), tf.scalar(-2)));
  return tf.mul(radius, tf.cos(tf.mul(second!, tf.scalar(2 * Math.PI))));
}
