import type { JpegHeader } from './jpeg-header.js';

/** One colour component as it is stored, of its own size. */
interface Plane {
  width: number;
  height: number;
  /** `[height, width]`. */
  values: Uint8Array;
  /** How many pixels of the picture one value is for. */
  across: number;
  down: number;
}

/**
 * Makes RGB of decoded components as libjpeg, and so TensorFlow, does: chroma of half the size is interpolated
 * (“fancy upsampling”), then YCbCr becomes RGB (ITU-R BT.601, full range). In place.
 *
 * @param data `[height, width, 3]`, components of a smaller size repeated
 */
export function toRgb(data: Uint8Array, { width, height, sampling, isRgb }: JpegHeader): void {
  const most = { h: Math.max(...sampling.map(({ h }) => h)), v: Math.max(...sampling.map(({ v }) => v)) };
  sampling.forEach(({ h, v }, component) => {
    const [across, down] = [most.h / h, most.v / v];
    // Full size needs nothing; other factors are rare, and repeated by libjpeg too.
    if (across * down === 1 || !isOneOrTwo(across) || !isOneOrTwo(down)) return;
    const size = { width: Math.ceil(width / across), height: Math.ceil(height / down) };
    const values = new Uint8Array(size.width * size.height);
    for (let y = 0, at = 0; y < size.height; y++) {
      for (let x = 0; x < size.width; x++)
        values[at++] = data[(y * down * width + x * across) * 3 + component]!;
    }
    interpolate({ ...size, values, across, down }, { data, width, height, component });
  });
  if (!isRgb) convert(data);
}

const isOneOrTwo = (factor: number) => factor === 1 || factor === 2;

/** Each value counts three times, its neighbour on the pixel's side once; rounded up and down in turn. */
function interpolate(
  { width: columns, height: rows, values, across, down }: Plane,
  to: { data: Uint8Array; width: number; height: number; component: number },
): void {
  const nearest = (place: number, factor: number, count: number): [own: number, near: number] => {
    if (factor === 1) return [place, place];
    const own = place >> 1;
    return [own, Math.min(count - 1, Math.max(0, own + (place & 1 ? 1 : -1)))];
  };
  const weight = across * across * down * down;
  for (let y = 0; y < to.height; y++) {
    const [ownRow, nearRow] = nearest(y, down, rows);
    const sum = (column: number) =>
      down === 1
        ? values[ownRow * columns + column]!
        : 3 * values[ownRow * columns + column]! + values[nearRow * columns + column]!;
    for (let x = 0; x < to.width; x++) {
      const [own, near] = nearest(x, across, columns);
      const total = across === 1 ? sum(own) : 3 * sum(own) + sum(near);
      const odd = (across === 2 ? x : y) & 1;
      const rounding = weight === 16 ? 8 - odd : 1 + odd;
      to.data[(y * to.width + x) * 3 + to.component] = Math.floor((total + rounding) / weight);
    }
  }
}

function convert(data: Uint8Array): void {
  for (let i = 0; i < data.length; i += 3) {
    const [luma, blue, red] = [data[i]!, data[i + 1]! - 128, data[i + 2]! - 128];
    data[i] = clamp(luma + Math.round(1.402 * red));
    data[i + 1] = clamp(luma + Math.round(-0.344136 * blue - 0.714136 * red));
    data[i + 2] = clamp(luma + Math.round(1.772 * blue));
  }
}

const clamp = (value: number) => (value < 0 ? 0 : value > 255 ? 255 : value);
