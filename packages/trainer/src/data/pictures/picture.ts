import { UnreadableError } from '../unreadable.js';

/** A decoded picture, whatever its file was. */
export interface Picture {
  width: number;
  height: number;
  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA. */
  channels: 1 | 2 | 3 | 4;
  /** `[height, width, channels]`, 0–255. */
  pixels: Uint8Array;
}

/** Larger pictures are refused, whatever their file says: 64 million pixels, a fair camera's. */
export const maxPixels = 2 ** 26;

/** Why a file is no picture that we can read; whoever knows its name says which. */
export class PictureError extends UnreadableError {
  override readonly name = 'PictureError';
}

/** @throws PictureError where a picture of this size would be no picture, or take too much memory */
export function checkSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw new PictureError(`its header says ${width} × ${height} pixels`);
  if (width * height > maxPixels) {
    throw new PictureError('picture-too-large', { width, height, limit: maxPixels / 2 ** 20 });
  }
}
