import type { Shape } from './description.js';
import { ModelError } from './error.js';

/** `(None, 28, 28, 6)`: a shape as Keras prints it. */
export function shapeText(shape: Shape): string {
  return `(${shape.map((size) => size ?? 'None').join(', ')})`;
}

/** The four axes of a batch of pictures or maps, with the channels known. */
export interface MapShape {
  batch: number | null;
  height: number | null;
  width: number | null;
  channels: number;
}

/** Reads `[batch, height, width, channels]`. @throws ModelError `shape-mismatch` for any other rank. */
export function mapShape(shape: Shape): MapShape {
  const [batch = null, height = null, width = null, channels] = shape;
  if (shape.length !== 4) {
    throw new ModelError(
      'shape-mismatch',
      `it needs an input of four axes, (batch, height, width, channels), and gets ${shapeText(shape)}`,
    );
  }
  return { batch, height, width, channels: known(channels, shape) };
}

/** The size of an axis that weights depend on. @throws ModelError `shape-mismatch` where it is open. */
export function known(size: number | null | undefined, shape: Shape): number {
  if (size !== null && size !== undefined) return size;
  throw new ModelError('shape-mismatch', `the last axis of its input ${shapeText(shape)} must be known`);
}

/** A window that moves over a map, and how. All pairs are `[height, width]`. */
export interface Window {
  size: readonly [number, number];
  strides: readonly [number, number];
  padding: 'valid' | 'same';
  /** Holes in the window: 1 is none. */
  dilation?: readonly [number, number];
}

/**
 * How many places a window has, `[height, width]`. Keras's arithmetic: `valid` counts the places where the
 * whole window fits, `same` one place per stride.
 * @throws ModelError `shape-mismatch` where a valid window is larger than its input.
 */
export function slide(input: MapShape, window: Window): [number | null, number | null] {
  const places = (size: number | null, axis: 0 | 1) => {
    if (size === null) return null;
    const stride = window.strides[axis];
    if (window.padding === 'same') return Math.ceil(size / stride);
    const reach = (window.dilation?.[axis] ?? 1) * (window.size[axis] - 1) + 1;
    return Math.floor((size - reach) / stride) + 1;
  };
  const sides: [number | null, number | null] = [places(input.height, 0), places(input.width, 1)];
  if (sides.some((side) => side !== null && side < 1)) {
    throw new ModelError(
      'shape-mismatch',
      `its window of ${window.size.join('×')} does not fit into its input of ` +
        `${input.height ?? 'any'}×${input.width ?? 'any'}; make the window or the strides before it smaller, ` +
        `or pad with "same"`,
    );
  }
  return sides;
}
