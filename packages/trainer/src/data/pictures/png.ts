import { PictureError, type Picture } from './picture.js';
import { inflatePixels, readPngChunks, type PngParts } from './png-chunks.js';

/**
 * Decodes a PNG file of any kind: grey, palette, RGB, with alpha, 1 to 16 bits, interlaced. Of 16 bits the upper 8 are
 * kept, and transparency given by a colour is passed over: both as TensorFlow does.
 *
 * Memory is taken only for pixels that the file really holds.
 *
 * @throws PictureError with the reason
 */
export function decodePng(bytes: Uint8Array): Picture {
  const parts = readPngChunks(bytes);
  const { width, height, depth, samples, palette, compressed } = parts;
  const bits = depth * samples;
  const passes = passesOf(parts).map((pass) => ({ ...pass, rowBytes: Math.ceil((pass.columns * bits) / 8) }));
  const raw = inflatePixels(
    compressed,
    passes.reduce((sum, { rows, rowBytes }) => sum + rows * (1 + rowBytes), 0),
  );
  const channels = palette ? 3 : samples;
  let pixels = new Uint8Array(0);
  let from = 0;
  for (const { rows, columns, rowBytes, ...grid } of passes) {
    const lines = unfilter(raw.subarray(from, (from += rows * (1 + rowBytes))), {
      rows,
      rowBytes,
      pixelBytes: Math.max(1, bits / 8),
    });
    // Most pictures are done with this.
    if (depth === 8 && !palette && !parts.interlaced) return { width, height, channels, pixels: lines };
    if (pixels.length === 0) pixels = new Uint8Array(width * height * channels);
    const valueAt = sampleReader(lines, parts, rowBytes);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const to = ((grid.top + row * grid.down) * width + grid.left + column * grid.across) * channels;
        for (let channel = 0; channel < channels; channel++)
          pixels[to + channel] = valueAt(row, column, channel);
      }
    }
  }
  return { width, height, channels, pixels };
}

/** Adam7: seven sparse pictures, each finer. Where each begins and how far apart its pixels are. */
const adam7 = [
  { left: 0, top: 0, across: 8, down: 8 },
  { left: 4, top: 0, across: 8, down: 8 },
  { left: 0, top: 4, across: 4, down: 8 },
  { left: 2, top: 0, across: 4, down: 4 },
  { left: 0, top: 2, across: 2, down: 4 },
  { left: 1, top: 0, across: 2, down: 2 },
  { left: 0, top: 1, across: 1, down: 2 },
];

function passesOf({ width, height, interlaced }: PngParts) {
  const grids = interlaced ? adam7 : [{ left: 0, top: 0, across: 1, down: 1 }];
  return grids
    .map((grid) => ({
      ...grid,
      columns: Math.ceil((width - grid.left) / grid.across),
      rows: Math.ceil((height - grid.top) / grid.down),
    }))
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
}

interface Lines {
  rows: number;
  rowBytes: number;
  /** How far the pixel to the left is away; 1 where several share a byte. */
  pixelBytes: number;
}

/** Undoes the filter of each row. @returns `[rows, rowBytes]` */
function unfilter(raw: Uint8Array, { rows, rowBytes, pixelBytes }: Lines): Uint8Array {
  const out = new Uint8Array(rows * rowBytes);
  const empty = new Uint8Array(rowBytes);
  for (let row = 0; row < rows; row++) {
    const filter = raw[row * (1 + rowBytes)]!;
    const line = raw.subarray(row * (1 + rowBytes) + 1, (row + 1) * (1 + rowBytes));
    const above = row === 0 ? empty : out.subarray((row - 1) * rowBytes, row * rowBytes);
    const to = out.subarray(row * rowBytes, (row + 1) * rowBytes);
    const undo = filters[filter];
    if (undo === undefined) throw new PictureError(`its row ${row} has the unknown filter ${filter}`);
    undo(line, above, to, pixelBytes);
  }
  return out;
}

type Filter = (line: Uint8Array, above: Uint8Array, to: Uint8Array, pixelBytes: number) => void;
const filters: readonly Filter[] = [
  (line, _above, to) => to.set(line),
  (line, _above, to, n) => {
    to.set(line.subarray(0, n));
    for (let i = n; i < line.length; i++) to[i] = line[i]! + to[i - n]!;
  },
  (line, above, to) => {
    for (let i = 0; i < line.length; i++) to[i] = line[i]! + above[i]!;
  },
  (line, above, to, n) => {
    for (let i = 0; i < line.length; i++) {
      const left = i < n ? 0 : to[i - n]!;
      to[i] = line[i]! + ((left + above[i]!) >> 1);
    }
  },
  paeth,
];

/** Paeth's filter: of left, above and above left the one nearest to left + above − above left. */
function paeth(line: Uint8Array, above: Uint8Array, to: Uint8Array, n: number): void {
  for (let i = 0; i < n && i < line.length; i++) to[i] = line[i]! + above[i]!;
  for (let i = n; i < line.length; i++) {
    const left = to[i - n]!;
    const up = above[i]!;
    const upLeft = above[i - n]!;
    const [toLeft, toUp, toUpLeft] = [
      Math.abs(up - upLeft),
      Math.abs(left - upLeft),
      Math.abs(left + up - 2 * upLeft),
    ];
    const nearest = toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    to[i] = line[i]! + nearest;
  }
}

/** Reads one value, 0–255, of unfiltered lines whose samples are not plain bytes of one picture. */
function sampleReader(lines: Uint8Array, parts: PngParts, rowBytes: number) {
  const { depth, samples, palette } = parts;
  const highest = 2 ** depth - 1;
  const sample = (row: number, index: number): number => {
    if (depth >= 8) return lines[row * rowBytes + index * (depth / 8)]!;
    const bit = index * depth;
    return (lines[row * rowBytes + (bit >> 3)]! >> (8 - depth - (bit & 7))) & highest;
  };
  return (row: number, column: number, channel: number): number => {
    if (palette) {
      const value = palette[sample(row, column) * 3 + channel];
      if (value === undefined) throw new PictureError('a pixel has a colour that its palette lacks');
      return value;
    }
    const value = sample(row, column * samples + channel);
    return depth < 8 ? (value * 255) / highest : value;
  };
}
