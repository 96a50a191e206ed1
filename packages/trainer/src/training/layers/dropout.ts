import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { uniform } from '../uniform.js';
import { oneInput, readConfig, type RunnableLayer } from './runnable-layer.js';

const rate = z.number().min(0).max(1);
const dropoutConfig = z.object({ rate, noise_shape: z.array(z.int().positive().nullable()).nullish() });
const spatialConfig = z.object({ rate });

/** In training a number is 0 with probability `rate`; the others grow so that the mean stays. */
export function dropout(layer: LayerSummary): RunnableLayer {
  const { rate, noise_shape: noise } = readConfig(layer, dropoutConfig);
  return dropping(rate, ({ shape }) => shape.map((size, axis) => noise?.[axis] ?? size));
}

/** The same with whole maps. */
export function spatialDropout2D(layer: LayerSummary): RunnableLayer {
  const { rate } = readConfig(layer, spatialConfig);
  return dropping(rate, ({ shape: [batch, , , channels] }) => [batch, 1, 1, channels!]);
}

/** @param maskShape of what is drawn for an input; where it has 1, one draw serves the whole axis */
function dropping(rate: number, maskShape: (x: tf.Tensor) => number[]): RunnableLayer {
  return oneInput((x, _weights, { training, stream }) => {
    if (!training?.dropout || rate === 0) return x;
    if (rate === 1) return tf.zerosLike(x);
    const drawn = uniform(maskShape(x), training.key, stream);
    const kept = tf.cast(tf.greaterEqual(drawn, tf.scalar(rate)), 'float32');
    return tf.mul(tf.mul(x, tf.scalar(1 / (1 - rate))), kept);
  });
}
