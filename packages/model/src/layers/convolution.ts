import * as z from 'zod';
import { ModelError } from '../error.js';
import { mapShape, reach, shapeOfMaps, slide, type DataFormat, type Window } from '../shape.js';
import { activation, count, dataFormat, flag, padding, sizes, type NumSides } from './fields.js';
import { layerKind, weight } from './layer-kind.js';
import { expects } from '../parse.js';
import { clause } from '../problems/clause.js';

/** What windows of every kind of convolution have, over maps of so many sides. */
const windowFields = (numSides: NumSides) => ({
  kernel_size: sizes(numSides),
  strides: sizes(numSides).default(Array<number>(numSides).fill(1)),
  padding: numSides === 1 ? z.enum(['valid', 'same', 'causal']).default('valid') : padding.default('valid'),
  dilation_rate: sizes(numSides).default(Array<number>(numSides).fill(1)),
  activation,
  use_bias: flag.default(true),
  data_format: dataFormat,
});

/**
 * Conv1D, Conv2D, Conv3D: each filter looks at a window of every input channel (with `groups`, of its group's) and
 * writes one map. `[batch, ...sides, in]` → `[batch, ...sides', filters]`, kernel `[...window, in, filters]`.
 */
export const convolutionKind = (numSides: NumSides) =>
  layerKind({ ...windowFields(numSides), filters: count, groups: count.default(1) }, (inputShape, config) => {
    const input = mapShape(inputShape, numSides, config.data_format);
    const { filters, groups, kernel_size: size } = config;
    if (input.channels % groups !== 0 || filters % groups !== 0) {
      throw new ModelError(
        'shape-mismatch',
        clause('groups-uneven', { groups, channels: input.channels, filters }),
      );
    }
    const sides = slide(input, windowOf(config));
    return {
      outputShape: shapeOfMaps({ ...input, sides, channels: filters }, config.data_format),
      weights: [
        weight('kernel', ...size, input.channels / groups, filters),
        ...(config.use_bias ? [weight('bias', filters)] : []),
      ],
    };
  });

/**
 * Conv1DTranspose, Conv2DTranspose, Conv3DTranspose: each input number paints a window into the output, so that maps
 * grow by the strides. Kernel `[...window, filters, in]`.
 */
export const transposedConvolutionKind = (numSides: NumSides) =>
  layerKind(
    {
      ...windowFields(numSides),
      filters: count,
      output_padding: z
        .union([z.int().min(0), z.array(z.int().min(0)).length(numSides)], expects('expected-amounts'))
        .nullish(),
    },
    (inputShape, config) => {
      const input = mapShape(inputShape, numSides, config.data_format);
      const { output_padding: extra, filters } = config;
      const sides = input.sides.map((side, axis) => {
        if (side === null) return null;
        const stride = config.strides[axis] ?? 1;
        const size = reach(windowOf(config), axis);
        const more = typeof extra === 'number' ? extra : extra?.[axis];
        if (config.padding === 'valid')
          return (side - 1) * stride + size + (more ?? Math.max(stride - size, 0));
        return more === undefined ? side * stride : (side - 1) * stride + (size % 2) + more;
      });
      return {
        outputShape: shapeOfMaps({ ...input, sides, channels: filters }, config.data_format),
        weights: [
          weight('kernel', ...config.kernel_size, filters, input.channels),
          ...(config.use_bias ? [weight('bias', filters)] : []),
        ],
      };
    },
  );

/**
 * DepthwiseConv1D, DepthwiseConv2D: a filter of its own for each input channel, `depth_multiplier` of them.
 * `[batch, height, width, in]` → `[batch, height', width', in · depth_multiplier]`.
 */
export const depthwiseConvolutionKind = (numSides: NumSides) =>
  layerKind({ ...windowFields(numSides), depth_multiplier: count.default(1) }, (inputShape, config) => {
    const input = mapShape(inputShape, numSides, config.data_format);
    const channels = input.channels * config.depth_multiplier;
    const sides = slide(input, windowOf(config));
    return {
      outputShape: shapeOfMaps({ ...input, sides, channels }, config.data_format),
      weights: [
        weight('kernel', ...config.kernel_size, input.channels, config.depth_multiplier),
        ...(config.use_bias ? [weight('bias', channels)] : []),
      ],
    };
  });

/** A depthwise convolution, its maps then mixed by a window of 1: far fewer weights than the plain convolution. */
export const separableConvolutionKind = (numSides: NumSides) =>
  layerKind(
    { ...windowFields(numSides), filters: count, depth_multiplier: count.default(1) },
    (inputShape, config) => {
      const input = mapShape(inputShape, numSides, config.data_format);
      const { filters, depth_multiplier: depth } = config;
      const sides = slide(input, windowOf(config));
      return {
        outputShape: shapeOfMaps({ ...input, sides, channels: filters }, config.data_format),
        weights: [
          weight('depthwise_kernel', ...config.kernel_size, input.channels, depth),
          weight('pointwise_kernel', ...Array<number>(numSides).fill(1), input.channels * depth, filters),
          ...(config.use_bias ? [weight('bias', filters)] : []),
        ],
      };
    },
  );

/** A layer's window, as its configuration has it. */
export function windowOf(config: {
  kernel_size: readonly number[];
  strides: readonly number[];
  padding: Window['padding'];
  dilation_rate: readonly number[];
  data_format?: DataFormat;
}): Window {
  const { kernel_size: size, strides, padding, dilation_rate: dilation } = config;
  return { size, strides, padding, dilation };
}
