import type { Shape } from './description.js';
import { ModelError } from './error.js';

/** `(None, 28, 28, 6)`: a shape as Keras prints it. */
export function shapeText(shape: Shape): string {
  return `(${shape.map((size) => size ?? 'None').join(', ')})`;
}

/** Where the channels stand: last as TensorFlow has them, or first as Theano had. */
export type DataFormat = 'channels_last' | 'channels_first';

/** A batch of maps: series, pictures or volumes, with the channels known. */
export interface MapShape {
  batch: number | null;
  /** One, two or three: `[height, width]` of pictures. */
  sides: readonly (number | null)[];
  channels: number;
}

const axisNames = [['steps'], ['height', 'width'], ['depth', 'height', 'width']];
const counts = ['three', 'four', 'five'];

/**
 * Reads `[batch, ...sides, channels]`, of one, two or three sides.
 * @throws ModelError `shape-mismatch` for any other rank
 */
export function mapShape(
  shape: Shape,
  numSides: 1 | 2 | 3 = 2,
  format: DataFormat = 'channels_last',
): MapShape {
  const isLast = format === 'channels_last';
  if (shape.length !== numSides + 2) {
    const names = axisNames[numSides - 1] ?? [];
    const axes = isLast ? ['batch', ...names, 'channels'] : ['batch', 'channels', ...names];
    throw new ModelError(
      'shape-mismatch',
      `it needs an input of ${counts[numSides - 1] ?? ''} axes, (${axes.join(', ')}), and gets ${shapeText(shape)}`,
    );
  }
  return {
    batch: shape[0] ?? null,
    sides: isLast ? shape.slice(1, -1) : shape.slice(2),
    channels: known(isLast ? shape.at(-1) : shape[1], shape),
  };
}

/** The shape of maps, with the channels where the format has them. */
export function shapeOfMaps(
  { batch, sides, channels }: MapShape,
  format: DataFormat = 'channels_last',
): Shape {
  return format === 'channels_last' ? [batch, ...sides, channels] : [batch, channels, ...sides];
}

/** The size of an axis that weights depend on. @throws ModelError `shape-mismatch` where it is open. */
export function known(size: number | null | undefined, shape: Shape): number {
  if (size !== null && size !== undefined) return size;
  throw new ModelError('shape-mismatch', `the channels of its input ${shapeText(shape)} must be known`);
}

/** A window that moves over maps, and how; a number for each side. */
export interface Window {
  size: readonly number[];
  strides: readonly number[];
  /** `causal` looks back only: of a series, as long as the input. */
  padding: 'valid' | 'same' | 'causal';
  /** Holes in the window: 1 is none. */
  dilation?: readonly number[];
}

/**
 * How many places a window has along each side. Keras's arithmetic: `valid` counts the places where the
 * whole window fits, `same` one place per stride.
 * @throws ModelError `shape-mismatch` where a valid window is larger than its input.
 */
export function slide(input: MapShape, window: Window): (number | null)[] {
  const places = input.sides.map((side, axis) => {
    if (side === null) return null;
    const stride = window.strides[axis] ?? 1;
    if (window.padding !== 'valid') return Math.ceil(side / stride);
    return Math.floor((side - reach(window, axis)) / stride) + 1;
  });
  if (places.some((side) => side !== null && side < 1)) {
    throw new ModelError(
      'shape-mismatch',
      `its window of ${window.size.join('×')} does not fit into its input of ` +
        `${input.sides.map((side) => side ?? 'any').join('×')}; make the window or the strides before it smaller, ` +
        `or pad with "same"`,
    );
  }
  return places;
}

/** How far a window looks along a side, holes included. */
export function reach({ size, dilation }: Pick<Window, 'size' | 'dilation'>, axis: number): number {
  return (dilation?.[axis] ?? 1) * ((size[axis] ?? 1) - 1) + 1;
}
