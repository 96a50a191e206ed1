import { ModelError } from '../error.js';
import { mapShape, slide } from '../shape.js';
import { activation, count, dataFormat, flag, padding, pair } from './fields.js';
import { layerKind, weight } from './layer-kind.js';

const convolutionFields = {
  kernel_size: pair,
  strides: pair.default([1, 1]),
  padding: padding.default('valid'),
  dilation_rate: pair.default([1, 1]),
  activation,
  use_bias: flag.default(true),
  data_format: dataFormat,
};

/**
 * Each filter looks at a window of every input channel (with `groups`, of its group's) and writes one map.
 * `[batch, height, width, in]` → `[batch, height', width', filters]`, kernel `[height, width, in, filters]`.
 */
export const conv2DKind = layerKind(
  { ...convolutionFields, filters: count, groups: count.default(1) },
  (inputShape, config) => {
    const input = mapShape(inputShape);
    const { filters, groups, kernel_size: size } = config;
    if (input.channels % groups !== 0 || filters % groups !== 0) {
      throw new ModelError(
        'shape-mismatch',
        `its ${groups} groups do not divide its ${input.channels} input channels and ${filters} filters evenly`,
      );
    }
    const sides = slide(input, windowOf(config));
    return {
      outputShape: [input.batch, ...sides, filters],
      weights: [
        weight('kernel', ...size, input.channels / groups, filters),
        ...(config.use_bias ? [weight('bias', filters)] : []),
      ],
    };
  },
);

/**
 * A filter of its own for each input channel, `depth_multiplier` of them.
 * `[batch, height, width, in]` → `[batch, height', width', in · depth_multiplier]`.
 */
export const depthwiseConv2DKind = layerKind(
  { ...convolutionFields, depth_multiplier: count.default(1) },
  (inputShape, config) => {
    const input = mapShape(inputShape);
    const channels = input.channels * config.depth_multiplier;
    return {
      outputShape: [input.batch, ...slide(input, windowOf(config)), channels],
      weights: [
        weight('kernel', ...config.kernel_size, input.channels, config.depth_multiplier),
        ...(config.use_bias ? [weight('bias', channels)] : []),
      ],
    };
  },
);

/** A depthwise convolution, its maps then mixed by a 1×1 convolution: far fewer weights than Conv2D. */
export const separableConv2DKind = layerKind(
  { ...convolutionFields, filters: count, depth_multiplier: count.default(1) },
  (inputShape, config) => {
    const input = mapShape(inputShape);
    const { filters, depth_multiplier: depth } = config;
    return {
      outputShape: [input.batch, ...slide(input, windowOf(config)), filters],
      weights: [
        weight('depthwise_kernel', ...config.kernel_size, input.channels, depth),
        weight('pointwise_kernel', 1, 1, input.channels * depth, filters),
        ...(config.use_bias ? [weight('bias', filters)] : []),
      ],
    };
  },
);

interface ConvolutionConfig {
  kernel_size: readonly [number, number];
  strides: readonly [number, number];
  padding: 'valid' | 'same';
  dilation_rate: readonly [number, number];
}

function windowOf({ kernel_size, strides, padding, dilation_rate }: ConvolutionConfig) {
  return { size: kernel_size, strides, padding, dilation: dilation_rate };
}
