import * as z from 'zod';

/** The largest side, window or number of units that we read: what fits a signed 32-bit integer. */
const LARGEST = 2 ** 31 - 1;

const expectCount = 'expected a whole number from 1 up';
const expectPair = 'expected a whole number from 1 up, or two of them';

/** `filters`, `units`: a whole number from 1 up. */
export const count = z.int(expectCount).min(1, expectCount).max(LARGEST, expectCount);

/** `kernel_size`, `strides`, `pool_size`: Keras takes `3` for `[3, 3]`. Read as `[height, width]`. */
export const pair = z
  .union([count, z.tuple([count, count])], expectPair)
  .transform((value): readonly [number, number] => (typeof value === 'number' ? [value, value] : value));

/** `padding`: `same` keeps the size (at stride 1), `valid` uses only places where the whole window fits. */
export const padding = z.enum(['valid', 'same'], 'expected "valid" or "same"');

/** `use_bias`, `center`, …: true or false. */
export const flag = z.boolean('expected true or false');

/** A share of 1, as `rate` of Dropout. */
export const share = z.number('expected a number from 0 to 1').min(0).max(1);

/** `channels_last` is the only order of axes we compute with: `[batch, height, width, channels]`. */
export const dataFormat = z
  .literal('channels_last', 'expected "channels_last", the only data format supported')
  .default('channels_last');

/** `activation`: a name such as `tanh`; `null` means `linear`. */
export const activation = z
  .string('expected the name of an activation, such as "relu"')
  .nullish()
  .transform((name) => name ?? 'linear');

/**
 * What every layer has. The rest of a configuration (initializers, regularizers, Keras 2's old fields) is
 * kept as it came: it does not bear on shapes.
 */
export const layerFields = {
  name: z.string('expected a name').min(1, 'expected a name').max(256, 'expected at most 256 characters'),
  trainable: flag.default(true),
};
