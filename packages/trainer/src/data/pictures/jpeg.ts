import jpegJs from 'jpeg-js';
import { toRgb } from './jpeg-colours.js';
import { readJpegHeader, type JpegHeader } from './jpeg-header.js';
import { maxPixels, PictureError, type Picture } from './picture.js';

/** What decoding may take (MiB): the largest picture of `maxPixels` needs about so much. */
const maxMemory = 1024;

/**
 * Decodes a JPEG file, sequential or progressive, grey or colour, and turns it upright as its Exif orientation says,
 * which Keras's `image_dataset_from_directory` leaves out. The values are libjpeg's but for some steps of 255 where its
 * cosine transform rounds otherwise.
 *
 * @throws PictureError with the reason
 */
export function decodeJpeg(bytes: Uint8Array): Picture {
  const header = readJpegHeader(bytes);
  const { width, height, data } = decode(bytes, header);
  if (header.sampling.length === 3) toRgb(data, header);
  const picture: Picture =
    header.sampling.length === 1
      ? { width, height, channels: 1, pixels: everyThird(data) }
      : { width, height, channels: 3, pixels: data };
  return upright(picture, header.orientation);
}

function decode(bytes: Uint8Array, { adobe }: JpegHeader) {
  const copy = Uint8Array.from(bytes);
  // The library would go by Adobe's part instead of by what it is told.
  if (adobe) copy[adobe.byteOffset - bytes.byteOffset] = 0;
  try {
    return jpegJs.decode(copy, {
      useTArray: true,
      colorTransform: false,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: maxPixels / 1e6,
      maxMemoryUsageInMB: maxMemory,
    });
  } catch (error) {
    throw new PictureError('picture-damaged', { detail: (error as Error).message });
  }
}

/** The library gives grey pictures as RGB. */
function everyThird(rgb: Uint8Array): Uint8Array {
  return new Uint8Array(rgb.length / 3).map((_, i) => rgb[i * 3]!);
}

/**
 * Exif: 2 to 4 are mirrored and turned by half, 5 to 8 lie on their side.
 */
function upright(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture;
  const { width, height, channels, pixels } = picture;
  const lying = orientation >= 5;
  const [outWidth, outHeight] = lying ? [height, width] : [width, height];
  const out = new Uint8Array(pixels.length);
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  for (let row = 0; row < outHeight; row++) {
    for (let column = 0; column < outWidth; column++) {
      const [down, across] = lying ? [column, row] : [row, column];
      const x = fromRight ? width - 1 - across : across;
      const y = fromBottom ? height - 1 - down : down;
      const from = (y * width + x) * channels;
      out.set(pixels.subarray(from, from + channels), (row * outWidth + column) * channels);
    }
  }
  return { ...picture, width: outWidth, height: outHeight, pixels: out };
}
