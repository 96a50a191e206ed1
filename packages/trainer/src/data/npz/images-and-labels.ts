import { ArchiveError } from './zip.js';
import type { NumberArray } from './npy.js';

/** An array with the name under which it is told of. */
export interface NamedValues {
  name: string;
  values: NumberArray;
  shape: readonly number[];
  /** Booleans: 0 and 1. */
  isBoolean: boolean;
}

/** What a pixel's largest value is: 255, or 1 for shares of it. */
export type PixelScale = 1 | 255;

/** Floats up to 1 are shares of 255, as `x / 255` makes them; booleans too. Everything else counts from 0 to 255. */
export function pixelScale({ values, isBoolean }: NamedValues): PixelScale {
  if (isBoolean) return 1;
  const areFloats = values instanceof Float32Array || values instanceof Float64Array;
  return areFloats && values.every((value) => value <= 1) ? 1 : 255;
}

/**
 * Pixels as bytes; fractions of a step are rounded.
 *
 * @throws ArchiveError where a value is no pixel
 */
export function toBytes({ name, values }: NamedValues, scale: PixelScale): Uint8Array {
  if (values instanceof Uint8Array && scale === 255) return values;
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    // NaN is neither.
    if (!(value >= 0 && value <= scale)) {
      throw new ArchiveError('npz-pixel', { value: String(value), place: i, name, most: scale });
    }
    bytes[i] = Math.round(value * (255 / scale));
  }
  return bytes;
}

/**
 * Class numbers from `[n]`, `[n, 1]`, or one-hot `[n, classes]`.
 *
 * @throws ArchiveError where a value is no class
 */
export function toClasses({ name, values, shape }: NamedValues): { numbers: Int32Array; classes: number } {
  const count = shape[0]!;
  const width = shape[1] ?? 1;
  if (shape.length > 2) throw new ArchiveError('npz-label-axes', { name, axes: shape.length });
  if (width > 1) return { numbers: fromOneHot(name, values, { count, width }), classes: width };
  const numbers = new Int32Array(count);
  let classes = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** 31) {
      throw new ArchiveError('npz-label', { value: String(value), place: i, name });
    }
    numbers[i] = value;
    classes = Math.max(classes, value + 1);
  }
  return { numbers, classes };
}

function fromOneHot(
  name: string,
  values: NumberArray,
  { count, width }: { count: number; width: number },
): Int32Array {
  const numbers = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const row = values.subarray(i * width, (i + 1) * width);
    const ones = row.filter((value) => value === 1).length;
    if (ones !== 1 || row.filter((value) => value === 0).length !== width - 1) {
      throw new ArchiveError('npz-one-hot', { place: i, name });
    }
    numbers[i] = row.indexOf(1);
  }
  return numbers;
}
