import { readFile, stat } from 'node:fs/promises';
import { ConvScopeError } from '@convscope/protocol';
import { unreadable } from '../unreadable.js';
import { decodePicture } from './decode-picture.js';
import { fitPicture, type PictureShape } from './fit-picture.js';
import { PictureError } from './picture.js';

/** Larger files are refused unread, in bytes: no picture of `maxPixels` that anybody keeps is larger. */
const maxFileBytes = 2 ** 28;

/**
 * A PNG or JPEG file as a network takes it: `[height, width, channels]`, 0–255.
 *
 * @throws ConvScopeError `dataset-unreadable` with the file and the reason, `cancelled`
 */
export async function readPicture(
  file: string,
  shape: PictureShape,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  try {
    const found = await stat(file);
    // A pipe or a device may have no end.
    if (!found.isFile()) throw new PictureError('file-not-ordinary');
    const { size } = found;
    if (size > maxFileBytes) throw new PictureError(`it has ${size} bytes, at most ${maxFileBytes} are read`);
    return fitPicture(decodePicture(await readFile(file, { signal })), shape);
  } catch (error) {
    if (signal?.aborted) throw new ConvScopeError('cancelled');
    throw unreadable(file, error);
  }
}
