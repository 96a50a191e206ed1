import type { Shape } from './description.js';
import { ModelError } from './error.js';
import { clause } from './problems/clause.js';

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

/** What is said of a shape that is none of so many sides. */
const noMaps = {
  1: { channels_last: 'no-series', channels_first: 'no-series-channels-first' },
  2: { channels_last: 'no-pictures', channels_first: 'no-pictures-channels-first' },
  3: { channels_last: 'no-volumes', channels_first: 'no-volumes-channels-first' },
} as const;

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
    throw new ModelError('shape-mismatch', clause(noMaps[numSides][format], { shape: shapeText(shape) }));
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
  throw new ModelError('shape-mismatch', clause('channels-open', { shape: shapeText(shape) }));
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
      clause('window-does-not-fit', { window: window.size.join('×'), input: sidesText(input) }),
    );
  }
  return places;
}

/** `28×28`, `None×28`: the sides of maps as a sentence has them. */
export function sidesText({ sides }: Pick<MapShape, 'sides'>): string {
  return sides.map((side) => side ?? 'None').join('×');
}

/** How far a window looks along a side, holes included. */
export function reach({ size, dilation }: Pick<Window, 'size' | 'dilation'>, axis: number): number {
  return (dilation?.[axis] ?? 1) * ((size[axis] ?? 1) - 1) + 1;
}
