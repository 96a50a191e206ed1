import * as z from 'zod';
import { ModelError } from '../error.js';
import { known, shapeText } from '../shape.js';
import { axisSize } from './core.js';
import { axis, count, flag } from './fields.js';
import { layerKind, state, weight } from './layer-kind.js';
import { expects } from '../parse.js';
import { clause } from '../problems/clause.js';

const axes = z.union(
  [z.int().transform((one) => [one]), z.array(z.int()).min(1)],
  expects('expected-axis-or-list'),
);
const scaleAndShift = { center: flag.default(true), scale: flag.default(true) };

/** Brings each example to mean 0 and deviation 1 along some axes, then scales and shifts it by learned weights. */
export const layerNormalizationKind = layerKind(
  { axis: axes.prefault(-1), ...scaleAndShift },
  (input, { axis: along, center, scale }) => {
    const shape = along.map((one) => axisSize(input, one));
    return {
      outputShape: input,
      weights: [...(scale ? [weight('gamma', ...shape)] : []), ...(center ? [weight('beta', ...shape)] : [])],
    };
  },
);

/** The same within groups of channels; `groups` of -1 makes each channel one. */
export const groupNormalizationKind = layerKind(
  { groups: z.int().default(32), axis: axis.default(-1), ...scaleAndShift },
  (input, { groups, axis: along, center, scale }) => {
    const size = axisSize(input, along);
    const number = groups === -1 ? size : groups;
    if (number < 1 || size % number !== 0) {
      throw new ModelError('shape-mismatch', clause('channel-groups-uneven', { groups, channels: size }));
    }
    return {
      outputShape: input,
      weights: [...(scale ? [weight('gamma', size)] : []), ...(center ? [weight('beta', size)] : [])],
    };
  },
);

/** Normalization: by means and variances that `adapt` counts, or that are given. */
export const normalizationKind = layerKind(
  { axis: axes.or(z.tuple([])).nullable().prefault(-1), mean: z.unknown(), variance: z.unknown() },
  (input, { axis: along, mean }) => {
    // Whatever their order in the configuration, Keras keeps the axes in that of the input; without any, one number.
    const kept = (along ?? []).map((one) => (one < 0 ? input.length + one : one)).sort((a, b) => a - b);
    const shape = kept.map((one) => axisSize(input, one));
    return {
      outputShape: input,
      weights:
        mean === undefined || mean === null
          ? [state('mean', ...shape), state('variance', ...shape), state('count')]
          : [],
    };
  },
);

/** PReLU: `max(x, 0) + alpha · min(x, 0)`, with an alpha of its own for every number of an example. */
export const preluKind = layerKind(
  { shared_axes: z.array(z.int()).nullish() },
  (input, { shared_axes: shared }) => {
    const sizes = input
      .slice(1)
      .map((size, at) => (shared?.includes(at + 1) === true ? 1 : known(size, input)));
    if (sizes.length === 0) {
      throw new ModelError('shape-mismatch', clause('too-few-axes', { shape: shapeText(input) }));
    }
    return { outputShape: input, weights: [weight('alpha', ...sizes)] };
  },
);

/** Embedding: a row of weights for each whole number. `[batch, …]` → `[batch, …, output_dim]`. */
export const embeddingKind = layerKind({ input_dim: count, output_dim: count }, (input, config) => ({
  outputShape: [...input, config.output_dim],
  weights: [weight('embeddings', config.input_dim, config.output_dim)],
}));
