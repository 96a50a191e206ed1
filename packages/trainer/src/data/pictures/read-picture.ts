import { readFile, stat } from 'node:fs/promises';
import { ConvScopeError } from '@convscope/protocol';
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
    // A pipe or a device may have no end; of a folder the system's own sentence says it.
    if (!found.isFile() && !found.isDirectory()) throw new PictureError('it is no ordinary file');
    const { size } = found;
    if (size > maxFileBytes) throw new PictureError(`it has ${size} bytes, at most ${maxFileBytes} are read`);
    return fitPicture(decodePicture(await readFile(file, { signal })), shape);
  } catch (error) {
    if (signal?.aborted) throw new ConvScopeError('cancelled');
    const { code, message } = error as NodeJS.ErrnoException;
    if (!(error instanceof PictureError) && code === undefined) throw error;
    throw new ConvScopeError('dataset-unreadable', { file, reason: message }, { cause: error });
  }
}
