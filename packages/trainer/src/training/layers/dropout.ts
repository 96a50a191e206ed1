import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { uniform } from '../uniform.js';
import { oneInput, readConfig, type RunnableLayer } from './runnable-layer.js';

const rate = z.number().min(0).max(1);
const noiseShape = z.array(z.int().positive().nullable()).nullish();
const dropoutConfig = z.object({ rate, noise_shape: noiseShape });
const alphaConfig = z.object({ rate: z.number().min(0).lt(1), noise_shape: noiseShape });
const spatialConfig = z.object({ rate });

/** What SELU makes of numbers far below 0: −scale · alpha. */
const seluFloor = -1.0507009873554805 * 1.6732632423543772;

/** In training a number is 0 with probability `rate`; the others grow so that the mean stays. */
export function dropout(layer: LayerSummary): RunnableLayer {
  const { rate, noise_shape: noise } = readConfig(layer, dropoutConfig);
  return dropping(rate, (x) => concreteShape(x, noise));
}

/** The same with whole maps. */
export function spatialDropout2D(layer: LayerSummary): RunnableLayer {
  const { rate } = readConfig(layer, spatialConfig);
  return dropping(rate, ({ shape: [batch, , , channels] }) => [batch, 1, 1, channels!]);
}

/** Dropout for SELU: the least that SELU gives instead of 0; mean and deviation stay (Klambauer et al., 2017). */
export function alphaDropout(layer: LayerSummary): RunnableLayer {
  const { rate, noise_shape: noise } = readConfig(layer, alphaConfig);
  const scale = ((1 - rate) * (1 + rate * seluFloor ** 2)) ** -0.5;
  const shift = -scale * seluFloor * rate;
  return oneInput((x, _weights, { training, stream }) => {
    if (!training?.dropout || rate === 0) return x;
    const kept = keptOf(uniform(concreteShape(x, noise), training.key, stream), rate);
    const floor = tf.mul(tf.sub(tf.scalar(1), kept), tf.scalar(seluFloor));
    const mixed = tf.add(tf.mul(x, kept), floor);
    return tf.add(tf.mul(mixed, tf.scalar(scale)), tf.scalar(shift));
  });
}

/** @param maskShape of what is drawn for an input; where it has 1, one draw serves the whole axis */
function dropping(rate: number, maskShape: (x: tf.Tensor) => number[]): RunnableLayer {
  return oneInput((x, _weights, { training, stream }) => {
    if (!training?.dropout || rate === 0) return x;
    if (rate === 1) return tf.zerosLike(x);
    const kept = keptOf(uniform(maskShape(x), training.key, stream), rate);
    return tf.mul(tf.mul(x, tf.scalar(1 / (1 - rate))), kept);
  });
}

/** 1 for what stays, 0 for what is dropped. */
function keptOf(drawn: tf.Tensor, rate: number): tf.Tensor {
  return tf.cast(tf.greaterEqual(drawn, tf.scalar(rate)), 'float32');
}

/** `noise_shape`, with the input's size where it has none. */
function concreteShape({ shape }: tf.Tensor, noise: z.output<typeof noiseShape>): number[] {
  return shape.map((size, axis) => noise?.[axis] ?? size);
}
