import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { activationName } from '../activations.js';
import { padding, pair, readConfig, wrongSetting, type RunnableLayer } from './runnable-layer.js';

const convolution = z.object({
  strides: pair.default([1, 1]),
  padding,
  dilation_rate: pair.default([1, 1]),
  groups: z.int().positive().default(1),
  activation: activationName,
});
type Convolution = z.output<typeof convolution>;

/** `[batch, height, width, in]` → `[batch, height', width', filters]`. */
export function conv2D(layer: LayerSummary): RunnableLayer {
  const config = readConfig(layer, convolution);
  return {
    activation: config.activation,
    apply: ([x], [kernel, bias]) => addBias(convolve(x as tf.Tensor4D, kernel as tf.Tensor4D, config), bias),
  };
}

/** `[batch, height, width, in]` → `[batch, height', width', in · depth_multiplier]`. */
export function depthwiseConv2D(layer: LayerSummary): RunnableLayer {
  const config = readDepthwise(layer);
  return {
    activation: config.activation,
    apply: ([x], [kernel, bias]) =>
      addBias(convolveDepthwise(x as tf.Tensor4D, kernel as tf.Tensor4D, config), bias),
  };
}

/** A depthwise convolution, then one of 1×1. */
export function separableConv2D(layer: LayerSummary): RunnableLayer {
  const config = readDepthwise(layer);
  return {
    activation: config.activation,
    apply: ([x], [depthwise, pointwise, bias]) => {
      const maps = convolveDepthwise(x as tf.Tensor4D, depthwise as tf.Tensor4D, config);
      return addBias(tf.conv2d(maps, pointwise as tf.Tensor4D, 1, 'valid'), bias);
    },
  };
}

/** Adds `[channels]` to every place, if there is a bias. */
export function addBias(x: tf.Tensor, bias: tf.Tensor | undefined): tf.Tensor {
  return bias === undefined ? x : tf.add(x, bias);
}

/** TensorFlow, and so Keras, knows depthwise strides only where both are equal. */
function readDepthwise(layer: LayerSummary): Convolution {
  const config = readConfig(layer, convolution);
  const [down, right] = config.strides;
  if (down === right) return config;
  throw wrongSetting(layer, 'strides', `[${down}, ${down}], [${right}, ${right}]`);
}

/** With `groups`, the n-th group of filters sees the n-th group of channels only. */
function convolve(x: tf.Tensor4D, kernel: tf.Tensor4D, config: Convolution): tf.Tensor4D {
  const { strides, padding, groups } = config;
  const spread = spreadKernel(kernel, config);
  if (groups === 1) return tf.conv2d(x, spread, strides, padding);
  const channels = tf.split<tf.Tensor4D>(x, groups, 3);
  const filters = tf.split<tf.Tensor4D>(spread, groups, 3);
  const maps = channels.map((own, group) => tf.conv2d(own, filters[group]!, strides, padding));
  return tf.concat(maps, 3);
}

function convolveDepthwise(x: tf.Tensor4D, kernel: tf.Tensor4D, config: Convolution): tf.Tensor4D {
  return tf.depthwiseConv2d(x, spreadKernel(kernel, config), config.strides, config.padding);
}

/**
 * A dilated kernel as an ordinary one with zeros in its holes: TensorFlow has no gradient of dilated convolutions on
 * a CPU, and this one is the same everywhere. `[height, width, in, out]`
 */
function spreadKernel(kernel: tf.Tensor4D, { dilation_rate: [down, right] }: Convolution): tf.Tensor4D {
  if (down === 1 && right === 1) return kernel;
  const [height, width, inChannels, outChannels] = kernel.shape;
  const none: [number, number] = [0, 0];
  const holes: [number, number][] = [none, [0, down - 1], none, [0, right - 1], none];
  const padded = tf.pad(tf.reshape(kernel, [height, 1, width, 1, inChannels * outChannels]), holes);
  const spread = tf.reshape(padded, [height * down, width * right, inChannels, outChannels]);
  const [tall, wide] = [(height - 1) * down + 1, (width - 1) * right + 1];
  return tf.slice4d(spread as tf.Tensor4D, [0, 0, 0, 0], [tall, wide, inChannels, outChannels]);
}
