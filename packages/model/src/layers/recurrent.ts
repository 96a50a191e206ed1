import type { Shape } from '../description.js';
import { ModelError } from '../error.js';
import { known, mapShape, shapeOfMaps, shapeText, slide } from '../shape.js';
import { windowOf } from './convolution.js';
import { count, dataFormat, flag, padding, sizes, type NumSides } from './fields.js';
import { layerKind, weight } from './layer-kind.js';
import { clause } from '../problems/clause.js';

/**
 * LSTM (4 gates), GRU (3) and SimpleRNN (1): `[batch, steps, in]` → `[batch, units]`, or with `return_sequences`
 * `[batch, steps, units]`. Kernel `[in, gates · units]`.
 */
export const recurrentKind = (gates: 1 | 3 | 4) =>
  layerKind(
    {
      units: count,
      use_bias: flag.default(true),
      return_sequences: flag.default(false),
      reset_after: flag.default(true),
    },
    (input, { units, use_bias, return_sequences, reset_after }) => {
      const [batch = null, steps = null, size] = input;
      if (input.length !== 3) throw wrongAxes('no-sequence', input);
      const isDouble = gates === 3 && reset_after;
      return {
        outputShape: return_sequences ? [batch, steps, units] : [batch, units],
        weights: [
          weight('kernel', known(size, input), gates * units),
          weight('recurrent_kernel', units, gates * units),
          ...(use_bias ? [weight('bias', ...(isDouble ? [2] : []), gates * units)] : []),
        ],
      };
    },
  );

/** ConvLSTM1D–3D: an LSTM whose gates are convolutions, over sequences of maps. */
export const convLstmKind = (numSides: NumSides) => {
  const ones = Array<number>(numSides).fill(1);
  return layerKind(
    {
      filters: count,
      kernel_size: sizes(numSides),
      strides: sizes(numSides).default(ones),
      padding: padding.default('valid'),
      dilation_rate: sizes(numSides).default(ones),
      use_bias: flag.default(true),
      return_sequences: flag.default(false),
      data_format: dataFormat,
    },
    (input, config) => {
      const [batch = null, steps = null, ...rest] = input;
      if (rest.length !== numSides + 1) throw wrongAxes('no-sequence-of-maps', input);
      const maps = mapShape([batch, ...rest], numSides, config.data_format);
      const { filters } = config;
      const sides = slide(maps, windowOf(config));
      const [, ...map] = shapeOfMaps({ batch, sides, channels: filters }, config.data_format);
      return {
        outputShape: config.return_sequences ? [batch, steps, ...map] : [batch, ...map],
        weights: [
          weight('kernel', ...config.kernel_size, maps.channels, 4 * filters),
          weight('recurrent_kernel', ...config.kernel_size, filters, 4 * filters),
          ...(config.use_bias ? [weight('bias', 4 * filters)] : []),
        ],
      };
    },
  );
};

function wrongAxes(code: 'no-sequence' | 'no-sequence-of-maps', input: Shape): ModelError {
  return new ModelError('shape-mismatch', clause(code, { shape: shapeText(input) }));
}
