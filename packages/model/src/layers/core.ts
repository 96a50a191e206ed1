import * as z from 'zod';
import type { Shape } from '../description.js';
import { ModelError } from '../error.js';
import { known, shapeText } from '../shape.js';
import { activation, axis, count, dataFormat, flag, share } from './fields.js';
import { keepsShape, layerKind, state, weight } from './layer-kind.js';
import { expects } from '../parse.js';
import { clause } from '../problems/clause.js';

/** Every input to every unit: `[batch, …, in]` → `[batch, …, units]`, kernel `[in, units]`. */
export const denseKind = layerKind(
  { units: count, activation, use_bias: flag.default(true) },
  (input, { units, use_bias }) => {
    if (input.length < 2) {
      throw new ModelError('shape-mismatch', clause('too-few-axes', { shape: shapeText(input) }));
    }
    return {
      outputShape: [...input.slice(0, -1), units],
      weights: [
        weight('kernel', known(input.at(-1), input), units),
        ...(use_bias ? [weight('bias', units)] : []),
      ],
    };
  },
);

/** All numbers of an example in one row: `[batch, height, width, channels]` → `[batch, h · w · c]`. */
export const flattenKind = layerKind({ data_format: dataFormat }, ([batch = null, ...rest]) => ({
  outputShape: [batch, rest.reduce<number | null>(times, 1)],
}));

/** Activation: a function of each number (softmax: of each row). */
export const activationKind = layerKind({ activation }, keepsShape, { builtFromStart: true });

/** ReLU, LeakyReLU, ELU, Softmax: the same as layers of their own classes. */
export const activationLayerKind = layerKind({}, keepsShape, { builtFromStart: true });

/** Dropout, SpatialDropout2D: in training, a share of the numbers (or maps) is set to 0. */
export const dropoutKind = layerKind({ rate: share }, keepsShape, { builtFromStart: true });

const factors = z.union([z.number(), z.array(z.number()).min(1)], expects('expected-factors'));

/** Every number times `scale` plus `offset`, each one number or one for each channel. */
export const rescalingKind = layerKind({ scale: factors, offset: factors.default(0) }, (input, config) => {
  const channels = known(input.at(-1), input);
  for (const [name, value] of Object.entries(config)) {
    if (typeof value === 'number' || value.length === channels || value.length === 1) continue;
    throw new ModelError(
      'shape-mismatch',
      clause('numbers-for-channels', { name, numbers: value.length, channels }),
    );
  }
  return { outputShape: input };
});

/** Brings each channel to mean 0 and deviation 1 over the batch, then scales and shifts it by learned weights. */
export const batchNormalizationKind = layerKind(
  {
    axis: axis.default(-1),
    center: flag.default(true),
    scale: flag.default(true),
  },
  (input, { axis: along, center, scale }) => {
    const size = axisSize(input, along);
    return {
      outputShape: input,
      weights: [
        ...(scale ? [weight('gamma', size)] : []),
        ...(center ? [weight('beta', size)] : []),
        state('moving_mean', size),
        state('moving_variance', size),
      ],
    };
  },
);

/** The size of one axis of an input. @throws ModelError `shape-mismatch` where there is none such, or it is open. */
export function axisSize(input: Shape, axis: number): number {
  const size = input.at(axis);
  if (axis === 0 || size === undefined) {
    throw new ModelError('shape-mismatch', clause('axis-not-there', { axis, shape: shapeText(input) }));
  }
  return known(size, input);
}

/** The product of sizes; open where one is. */
export function times(product: number | null, size: number | null): number | null {
  return product === null || size === null ? null : product * size;
}
