import * as z from 'zod';
import { expects } from '../parse.js';

/** The largest side, window or number of units that we read: what fits a signed 32-bit integer. */
const LARGEST = 2 ** 31 - 1;

const expectCount = expects('expected-count');

/** `filters`, `units`: a whole number from 1 up. */
export const count = z.int(expectCount).min(1, expectCount).max(LARGEST, expectCount);

/** How many sides maps have: one of series, two of pictures, three of volumes. */
export type NumSides = 1 | 2 | 3;

const expectSizes = {
  1: expectCount,
  2: expects('expected-count-or-two'),
  3: expects('expected-count-or-three'),
} as const;

/** `kernel_size`, `strides`, `pool_size`: Keras takes `3` for `[3, 3]`. Read as one number for each side. */
export function sizes(numSides: NumSides) {
  return z
    .union([count, z.array(count).length(numSides)], expectSizes[numSides])
    .transform((value): readonly number[] =>
      typeof value === 'number' ? Array<number>(numSides).fill(value) : value,
    );
}

/** `padding`: `same` keeps the size (at stride 1), `valid` uses only places where the whole window fits. */
export const padding = z.enum(['valid', 'same'], expects('expected-padding'));

/** `use_bias`, `center`, …: true or false. */
export const flag = z.boolean(expects('expected-flag'));

const expectShare = expects('expected-share');

/** A share of 1, as `rate` of Dropout. */
export const share = z.number(expectShare).min(0, expectShare).max(1, expectShare);

/** Where the channels stand; without a word last: `[batch, height, width, channels]`. */
export const dataFormat = z
  .enum(['channels_last', 'channels_first'], expects('expected-data-format'))
  .nullish()
  .transform((format) => format ?? 'channels_last');

/** `activation`: a name such as `tanh`; `null` means `linear`. */
export const activation = z
  .string(expects('expected-activation'))
  .nullish()
  .transform((name) => name ?? 'linear');

/** An axis: counted from the batch at 0, or from the last at -1. Keras 2 wrote a list of one. */
export const axis = z.union(
  [z.int(), z.tuple([z.int()]).transform(([only]) => only)],
  expects('expected-axis'),
);

/**
 * What every layer has. The rest of a configuration (initializers, regularizers, Keras 2's old fields) is
 * kept as it came: it does not bear on shapes.
 */
export const layerFields = {
  name: z
    .string(expects('expected-name'))
    .min(1, expects('expected-name'))
    .max(256, expects('expected-shorter-name')),
  trainable: flag.default(true),
};
