import * as z from 'zod';

/** The largest side, window or number of units that we read: what fits a signed 32-bit integer. */
const LARGEST = 2 ** 31 - 1;

const expectCount = 'expected a whole number from 1 up';

/** `filters`, `units`: a whole number from 1 up. */
export const count = z.int(expectCount).min(1, expectCount).max(LARGEST, expectCount);

/** How many sides maps have: one of series, two of pictures, three of volumes. */
export type NumSides = 1 | 2 | 3;

const numberWords = ['', 'one', 'two', 'three'];

/** `kernel_size`, `strides`, `pool_size`: Keras takes `3` for `[3, 3]`. Read as one number for each side. */
export function sizes(numSides: NumSides) {
  const message = numSides === 1 ? expectCount : `${expectCount}, or ${numberWords[numSides] ?? ''} of them`;
  return z
    .union([count, z.array(count).length(numSides)], message)
    .transform((value): readonly number[] =>
      typeof value === 'number' ? Array<number>(numSides).fill(value) : value,
    );
}

/** Sizes of pictures: `[height, width]`. */
export const pair = sizes(2);

/** `padding`: `same` keeps the size (at stride 1), `valid` uses only places where the whole window fits. */
export const padding = z.enum(['valid', 'same'], 'expected "valid" or "same"');

/** `use_bias`, `center`, …: true or false. */
export const flag = z.boolean('expected true or false');

/** A share of 1, as `rate` of Dropout. */
export const share = z.number('expected a number from 0 to 1').min(0).max(1);

/** Where the channels stand; without a word last: `[batch, height, width, channels]`. */
export const dataFormat = z
  .enum(['channels_last', 'channels_first'], 'expected "channels_last" or "channels_first"')
  .nullish()
  .transform((format) => format ?? 'channels_last');

/** `activation`: a name such as `tanh`; `null` means `linear`. */
export const activation = z
  .string('expected the name of an activation, such as "relu"')
  .nullish()
  .transform((name) => name ?? 'linear');

/** An axis: counted from the batch at 0, or from the last at -1. Keras 2 wrote a list of one. */
export const axis = z.union([z.int(), z.tuple([z.int()]).transform(([only]) => only)], 'expected one axis');

/**
 * What every layer has. The rest of a configuration (initializers, regularizers, Keras 2's old fields) is
 * kept as it came: it does not bear on shapes.
 */
export const layerFields = {
  name: z.string('expected a name').min(1, 'expected a name').max(256, 'expected at most 256 characters'),
  trainable: flag.default(true),
};
