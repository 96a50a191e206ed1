import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { axesOf, oneInput, readConfig, wrongSetting, type RunnableLayer } from './runnable-layer.js';

const axes = z.union([z.array(z.int()), z.int().transform((axis) => [axis])]);
const scaleAndShift = {
  epsilon: z.number().nonnegative().default(1e-3),
  center: z.boolean().default(true),
  scale: z.boolean().default(true),
};
const layerConfig = z.object({
  axis: axes.prefault(-1),
  rms_scaling: z.literal(false).default(false),
  ...scaleAndShift,
});
const groupConfig = z.object({ axis: z.int().default(-1), groups: z.int().default(32), ...scaleAndShift });
const numbers = z.union([z.number().transform((value) => [value]), z.array(z.number()).min(1)]).nullish();
const normalizationConfig = z.object({
  axis: axes.nullable().prefault(-1),
  invert: z.boolean().default(false),
  mean: numbers,
  variance: numbers,
});
const unitConfig = z.object({ axis: axes.prefault(-1) });

/**
 * (x − mean) / √(variance + epsilon) · gamma + beta, with mean and variance of each example along some axes (Ba, Kiros
 * and Hinton, 2016).
 */
export function layerNormalization(layer: LayerSummary): RunnableLayer {
  const { axis, epsilon, ...has } = readConfig(layer, layerConfig);
  const along = axesOfInput(layer, axis);
  return oneInput((x, weights) => scaled(standardized(x, along, epsilon), weights, along, has));
}

/** The same within groups of channels of each example (Wu and He, 2018); with `groups` of -1 each channel is one. */
export function groupNormalization(layer: LayerSummary): RunnableLayer {
  const { axis, epsilon, groups, ...has } = readConfig(layer, groupConfig);
  const along = axesOfInput(layer, [axis]);
  return oneInput((x, weights) => {
    const { shape } = x;
    const [batch, channels] = [shape[0], shape[along[0]!]!];
    const number = groups === -1 ? channels : groups;
    const before = tf.util.sizeFromShape(shape.slice(1, along[0]));
    const apart = tf.reshape(x, [batch, before, number, x.size / (batch * before * number)]);
    return scaled(tf.reshape(standardized(apart, [1, 3], epsilon), shape), weights, along, has);
  });
}

/** Each vector along some axes with the length 1. */
export function unitNormalization(layer: LayerSummary): RunnableLayer {
  const along = axesOfInput(layer, readConfig(layer, unitConfig).axis);
  return oneInput((x) => {
    const squares = tf.sum(tf.square(x), along, true);
    return tf.mul(x, tf.rsqrt(tf.maximum(squares, tf.scalar(1e-24))));
  });
}

/**
 * (x − mean) / √variance, with numbers that stand in the layer's settings, or that Keras's `adapt` counted; with
 * `invert` the way back.
 */
export function normalization(layer: LayerSummary): RunnableLayer {
  const { axis, invert, mean, variance } = readConfig(layer, normalizationConfig);
  const along = axesOfInput(layer, axis ?? []);
  const given = { mean: mean ?? undefined, variance: variance ?? undefined };
  checkSizes(layer, given, along.at(-1));
  return oneInput((x, weights) => {
    const shape = x.shape.map((size, at) => (along.includes(at) ? size : 1));
    const last = x.shape.map((_, at) => (at === along.at(-1) ? -1 : 1));
    const of = (values: number[] | undefined, weight: tf.Tensor | undefined) =>
      values === undefined
        ? tf.reshape(weight!, shape)
        : tf.reshape(tf.tensor1d(values), values.length === 1 ? [] : last);
    const center = of(given.mean, weights[0]);
    const deviation = tf.maximum(tf.sqrt(of(given.variance, weights[1])), tf.scalar(1e-7));
    return invert ? tf.add(center, tf.mul(x, deviation)) : tf.div(tf.sub(x, center), deviation);
  });
}

/** Mean 0 and variance 1 along some axes. */
function standardized(x: tf.Tensor, along: number[], epsilon: number): tf.Tensor {
  const { mean, variance } = tf.moments(x, along, true);
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, tf.scalar(epsilon))));
}

/** Times gamma plus beta, where the layer has them; both lie along the same axes. */
function scaled(
  x: tf.Tensor,
  weights: readonly tf.Tensor[],
  along: number[],
  { scale, center }: { scale: boolean; center: boolean },
): tf.Tensor {
  const shape = x.shape.map((size, at) => (along.includes(at) ? size : 1));
  const [gamma, beta] = scale ? weights : [undefined, ...weights];
  const stretched = gamma === undefined ? x : tf.mul(x, tf.reshape(gamma, shape));
  return center ? tf.add(stretched, tf.reshape(beta!, shape)) : stretched;
}

/** Given numbers lie along the last of a layer's axes, or are one for all. */
function checkSizes(
  layer: LayerSummary,
  given: Readonly<Record<string, number[] | undefined>>,
  axis: number | undefined,
): void {
  const size = axis === undefined ? 1 : layer.inputShape?.[axis];
  for (const [setting, values] of Object.entries(given)) {
    if (values === undefined || values.length === 1 || values.length === size) continue;
    throw wrongSetting(layer, setting, `(), (${size ?? '?'},)`);
  }
}

/** Axes of a layer's input, counted from 0 and in order. @throws ConvScopeError `layer-setting` for others */
function axesOfInput(layer: LayerSummary, axis: readonly number[]): number[] {
  const rank = layer.inputShape?.length ?? 0;
  const along = axis.map((one) => (one < 0 ? rank + one : one)).sort((a, b) => a - b);
  if (along.every((one) => one > 0 && one < rank)) return along;
  throw wrongSetting(layer, 'axis', axesOf(rank));
}
