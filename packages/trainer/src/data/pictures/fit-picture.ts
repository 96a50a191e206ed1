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
  const rows = axis(picture.height, height);
  const columns = axis(picture.width, width);
  const out = new Uint8Array(height * width * channels);
  let at = 0;
  for (const row of rows) {
    const [above, below] = [row.low * picture.width, row.high * picture.width];
    for (const { low, high, share } of columns) {
      for (let channel = 0; channel < channels; channel++) {
        const value = (pixel: number) => pixels[pixel * channels + channel]!;
        const top = value(above + low) + (value(above + high) - value(above + low)) * share;
        const bottom = value(below + low) + (value(below + high) - value(below + low)) * share;
        out[at++] = Math.round(top + (bottom - top) * row.share);
      }
    }
  }
  return out;
}

/** Between which two pixels each new one lies, and how far from the first. */
function axis(from: number, to: number): { low: number; high: number; share: number }[] {
  return Array.from({ length: to }, (_, i) => {
    const place = ((i + 0.5) * from) / to - 0.5;
    const low = Math.max(0, Math.floor(place));
    return { low, high: Math.min(from - 1, Math.floor(place) + 1), share: place - Math.floor(place) };
  });
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
