import { decodeJpeg } from './jpeg.js';
import { isJpeg } from './jpeg-header.js';
import { PictureError, type Picture } from './picture.js';
import { decodePng } from './png.js';
import { isPng } from './png-chunks.js';

/**
 * Decodes a PNG or JPEG file by what it holds, not by its name.
 *
 * @throws PictureError with the reason
 */
export function decodePicture(bytes: Uint8Array): Picture {
  if (isPng(bytes)) return decodePng(bytes);
  if (isJpeg(bytes)) return decodeJpeg(bytes);
  throw new PictureError(bytes.length === 0 ? 'file-empty' : 'picture-kind');
}
