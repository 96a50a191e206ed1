import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { activationName } from '../activations.js';
import { addBias } from './convolution.js';
import { padding, pair, readConfig, wrongSetting, type RunnableLayer } from './runnable-layer.js';

const amount = z.int().min(0);
const config = z.object({
  kernel_size: pair,
  strides: pair.default([1, 1]),
  padding,
  output_padding: z
    .union([z.tuple([amount, amount]), amount.transform((side): [number, number] => [side, side])])
    .nullish(),
  dilation_rate: pair.default([1, 1]),
  activation: activationName,
});
type Config = z.output<typeof config>;

/**
 * Each input number paints its window into the output: what the gradient of a convolution does to its input.
 * `[batch, height, width, in]` → `[batch, height', width', filters]`, kernel `[height, width, filters, in]`.
 */
export function conv2DTranspose(layer: LayerSummary): RunnableLayer {
  const read = readConfig(layer, config);
  const { strides, padding, activation, dilation_rate: dilation } = read;
  // TensorFlow, and so Keras, has no other on a CPU.
  if (dilation.some((rate) => rate > 1)) throw wrongSetting(layer, 'dilation_rate', '[1, 1]');
  checkOutputPadding(layer, read);
  return {
    activation,
    apply: ([x], [kernel, bias]) => {
      const [batch, height, width] = x!.shape as [number, number, number];
      const sides: [number, number] = [grown(height, read, 0), grown(width, read, 1)];
      const shape: [number, number, number, number] = [batch, ...sides, kernel!.shape[2]!];
      const painted = tf.conv2dTranspose(x as tf.Tensor4D, kernel as tf.Tensor4D, shape, strides, padding);
      return addBias(painted, bias);
    },
  };
}

/** The size of one side of the output, as Keras reckons it. */
function grown(size: number, { kernel_size, strides, padding, output_padding }: Config, side: 0 | 1): number {
  const [kernel, stride, more] = [kernel_size[side], strides[side], output_padding?.[side]];
  if (padding === 'valid') return (size - 1) * stride + kernel + (more ?? Math.max(stride - kernel, 0));
  return more === undefined ? size * stride : (size - 1) * stride + (kernel % 2) + more;
}

/** TensorFlow refuses an output from which the convolution would not lead back to the input. */
function checkOutputPadding(layer: LayerSummary, { kernel_size, strides, padding, output_padding }: Config) {
  output_padding?.forEach((more, side) => {
    const stride = strides[side]!;
    const least = padding === 'valid' ? 0 : 1 - (kernel_size[side]! % 2);
    if (more >= least && more < least + stride) return;
    const known = Array.from({ length: stride }, (_, i) => least + i);
    throw wrongSetting(layer, 'output_padding', ['null', ...known].join(', '));
  });
}
