import { ConvScopeError } from '@convscope/protocol';
import { PictureError } from './pictures/picture.js';
import { decodePng } from './pictures/png.js';

/** What a set of pictures must be to be one of CIFAR-10's. */
export const cifar10Shape = { height: 32, width: 32, channels: 3, classes: 10 } as const;
const pixelsOfImage = cifar10Shape.height * cifar10Shape.width;

/**
 * Decodes a PNG strip: one image a row, its 32 × 32 pixels row by row.
 *
 * @param count how many images it must hold
 * @returns `[count, 32, 32, 3]`
 * @throws ConvScopeError `data-damaged` with the reason
 */
export function readStrip(bytes: Uint8Array, file: string, count: number): Uint8Array {
  const { width, height, channels, pixels } = decode(bytes, file);
  if (channels !== cifar10Shape.channels) {
    throw damaged(file, `its pixels have ${channels} channels instead of ${cifar10Shape.channels}`);
  }
  if (width !== pixelsOfImage || height !== count) {
    const wanted = `${pixelsOfImage} × ${count}: one image a row`;
    throw damaged(file, `it has ${width} × ${height} pixels instead of ${wanted}`);
  }
  return pixels;
}

/**
 * Reads labels: a JSON list of class numbers.
 *
 * @throws ConvScopeError `data-damaged` with the reason
 */
export function readLabelList(bytes: Uint8Array, file: string, count: number): Uint8Array {
  const labels = parse(bytes, file);
  if (!Array.isArray(labels)) throw damaged(file, 'it holds no list of labels');
  if (labels.length !== count) throw damaged(file, `it has ${labels.length} labels for ${count} images`);
  const wrong = labels.findIndex(
    (label) => !Number.isInteger(label) || label < 0 || label >= cifar10Shape.classes,
  );
  if (wrong >= 0) {
    const label = JSON.stringify(labels[wrong]);
    throw damaged(file, `label ${label} of image ${wrong} is not one of 0 to ${cifar10Shape.classes - 1}`);
  }
  return Uint8Array.from(labels as number[]);
}

function decode(bytes: Uint8Array, file: string) {
  try {
    return decodePng(bytes);
  } catch (error) {
    if (error instanceof PictureError) throw damaged(file, error.message);
    throw error;
  }
}

function parse(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw damaged(file, `it is no JSON (${(error as Error).message})`);
  }
}

const damaged = (file: string, reason: string) => new ConvScopeError('data-damaged', { file, reason });
