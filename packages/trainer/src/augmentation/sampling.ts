import type { AugmentationConfig } from '@convscope/model';
import { affineTransform, type ImageTransform } from './transform.js';

export type FillMode = AugmentationConfig['fillMode'];

/** Of which pixels of an image each pixel of the result is made, for a number of images, one after another. */
export interface Sampling {
  /** Number of the upper left of four neighbours, rows of `width + 1`: int32 `[images · height · width]`. */
  corners: Int32Array;
  /** How far down between the upper and the lower two, 0–1. */
  rowFractions: Float32Array;
  /** How far between the left and the right two, 0–1. */
  columnFractions: Float32Array;
}

/**
 * Computed in double precision, as scipy does for Keras: whether a pixel lies just inside or just outside decides
 * about its whole value.
 */
export function sampling(
  transforms: readonly ImageTransform[],
  { height, width }: { height: number; width: number },
  fillMode: FillMode,
): Sampling {
  const size = height * width;
  const corners = new Int32Array(transforms.length * size);
  const rowFractions = new Float32Array(corners.length);
  const columnFractions = new Float32Array(corners.length);
  // Beyond the last row and the last column: filled with `cval` (`augmentBatch`).
  const outside = height * (width + 1) + width;
  const place = placeIn[fillMode];
  let to = 0;

  for (const transform of transforms) {
    const { row: r, column: c } = affineTransform(transform, height, width);
    for (let outRow = 0; outRow < height; outRow++) {
      const row = transform.flipVertical ? height - 1 - outRow : outRow;
      for (let outColumn = 0; outColumn < width; outColumn++, to++) {
        const column = transform.flipHorizontal ? width - 1 - outColumn : outColumn;
        const fromRow = place(r[2] + r[0] * row + r[1] * column, height);
        const fromColumn = place(c[2] + c[0] * row + c[1] * column, width);
        if (Number.isNaN(fromRow) || Number.isNaN(fromColumn)) {
          corners[to] = outside;
          continue;
        }
        const top = Math.floor(fromRow);
        const left = Math.floor(fromColumn);
        corners[to] = top * (width + 1) + left;
        rowFractions[to] = fromRow - top;
        columnFractions[to] = fromColumn - left;
      }
    }
  }
  return { corners, rowFractions, columnFractions };
}

/** Where on a side of this length a coordinate lies, from 0 to `length - 1`; NaN is nowhere. Scipy's modes. */
const placeIn: Record<FillMode, (coordinate: number, length: number) => number> = {
  // `kkkk|abcd|kkkk`, without a blend between the edge and k.
  constant: (at, length) => (at < 0 || at > length - 1 ? NaN : at),
  // `aaaa|abcd|dddd`
  nearest: (at, length) => Math.min(Math.max(at, 0), length - 1),
  // `abcddcba|abcd|dcbaabcd`: the edge twice, and between the two it stays as it is.
  reflect(at, length) {
    const folded = Math.abs(at + 0.5) % (2 * length);
    return Math.min(Math.max((folded > length ? 2 * length - folded : folded) - 0.5, 0), length - 1);
  },
  // Scipy's period is `length - 1`: the last pixel takes the place of the first of the next round.
  wrap(at, length) {
    const period = length - 1;
    if (period === 0) return 0;
    if (at < 0) return at + period * (Math.trunc(-at / period) + 1);
    return at > period ? at - period * Math.trunc(at / period) : at;
  },
};
