import type { Picture } from './picture.js';

/** What a network takes: `[height, width, channels]`, of 1 (grey) or 3 (RGB) channels. */
export type PictureShape = readonly [height: number, width: number, channels: number];

/**
 * A picture as the network takes it, `[height, width, channels]`, 0–255: grey or RGB, transparency dropped, stretched to
 * the size with bilinear interpolation between pixel centres and no smoothing. That is what Keras's
 * `image_dataset_from_directory` does; its values are fractions, ours are rounded to whole numbers.
 */
export function fitPicture(picture: Picture, [height, width, channels]: PictureShape): Uint8Array {
  const { pixels } = withChannels(picture, channels);
  if (picture.height === height && picture.width === width) return pixels;
  const [rows, columns] = [places(picture.height, height), places(picture.width, width)];
  const out = new Uint8Array(height * width * channels);
  for (let row = 0, at = 0; row < height; row++) {
    const [above, below] = [rows.low[row]! * picture.width, rows.high[row]! * picture.width];
    const shareBelow = rows.share[row]!;
    for (let column = 0; column < width; column++) {
      const [left, right] = [columns.low[column]!, columns.high[column]!];
      const shareRight = columns.share[column]!;
      for (let channel = 0; channel < channels; channel++) {
        const topLeft = pixels[(above + left) * channels + channel]!;
        const topRight = pixels[(above + right) * channels + channel]!;
        const bottomLeft = pixels[(below + left) * channels + channel]!;
        const bottomRight = pixels[(below + right) * channels + channel]!;
        const top = topLeft + (topRight - topLeft) * shareRight;
        const bottom = bottomLeft + (bottomRight - bottomLeft) * shareRight;
        out[at++] = Math.round(top + (bottom - top) * shareBelow);
      }
    }
  }
  return out;
}

/** Between which two pixels of a side each new one lies, and how far from the first. */
function places(from: number, to: number) {
  const exact = Float64Array.from({ length: to }, (_, i) => ((i + 0.5) * from) / to - 0.5);
  return {
    low: Int32Array.from(exact, (place) => Math.max(0, Math.floor(place))),
    high: Int32Array.from(exact, (place) => Math.min(from - 1, Math.floor(place) + 1)),
    share: exact.map((place) => place - Math.floor(place)),
  };
}

/** Grey is the luma of ITU-R BT.601, as in JPEG and in Pillow. */
function withChannels(picture: Picture, channels: number): Picture {
  if (picture.channels === channels) return picture;
  const { width, height, pixels: from } = picture;
  const step = picture.channels;
  const pixels = new Uint8Array(width * height * channels);
  for (let i = 0, at = 0; at < pixels.length; i += step, at += channels) {
    const grey = step < 3;
    const [red, green, blue] = [from[i]!, from[grey ? i : i + 1]!, from[grey ? i : i + 2]!];
    if (channels === 1) pixels[at] = grey ? red : Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    else pixels.set([red, green, blue], at);
  }
  return { width, height, channels: channels as 1 | 3, pixels };
}
