import { checkSize, PictureError } from './picture.js';

/** What a JPEG file says of itself before its pixels (ITU T.81; Exif 2.32 for the orientation). */
export interface JpegHeader {
  width: number;
  height: number;
  /** 1 grey, 3 colour; others are refused. */
  components: number;
  /** How the picture lies, 1 to 8; 1 is upright. */
  orientation: number;
}

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8;

/**
 * Reads the markers up to the pixels, and looks for the end of the picture behind them.
 *
 * @throws PictureError with the reason: cut off, CMYK, a kind that nobody uses, more pixels than it can hold
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  if (!isJpeg(bytes)) throw new PictureError('it does not start as a JPEG file does');
  let orientation = 1;
  let frame: Omit<JpegHeader, 'orientation'> | undefined;
  for (const { marker, body, end } of segments(bytes)) {
    if (marker === 0xe1) orientation = readOrientation(body) ?? orientation;
    else if (frames.has(marker)) frame = readFrame(marker, body, bytes.length);
    else if (marker === 0xda) {
      if (frame === undefined) throw new PictureError('its pixels come before its header');
      if (!endsAfter(bytes, end)) break;
      return { ...frame, orientation };
    }
  }
  throw new PictureError('it is cut off');
}

/** Start of frame: C4, C8 and CC mean something else. */
const frames = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
/** Sequential and progressive with Huffman codes: what cameras and programs write. */
const knownFrames = new Set([0xc0, 0xc1, 0xc2]);

function* segments(bytes: Uint8Array): Generator<{ marker: number; body: Uint8Array; end: number }> {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) throw new PictureError(`byte ${at} should begin a new part and does not`);
    const marker = bytes[at + 1]!;
    // Fill bytes, and markers without a length.
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const end = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!;
    if (end > bytes.length) return;
    yield { marker, body: bytes.subarray(at + 4, end), end };
    at = Math.max(end, at + 4);
  }
}

function readFrame(marker: number, body: Uint8Array, fileBytes: number) {
  if (!knownFrames.has(marker))
    throw new PictureError('it is a lossless or arithmetic JPEG; save it as an ordinary one');
  if (body.length < 6) throw new PictureError('its header is cut off');
  const [height, width] = [body[1]! * 256 + body[2]!, body[3]! * 256 + body[4]!];
  const components = body[5]!;
  if (components === 4) throw new PictureError('its colours are CMYK (for print); save it as RGB');
  if (components !== 1 && components !== 3) throw new PictureError(`it has ${components} colour components`);
  checkSize(width, height);
  // Each 8 × 8 block takes a bit at the very least.
  if (width * height > fileBytes * 8 * 64) {
    throw new PictureError(
      `its header says ${width} × ${height} pixels; ${fileBytes} bytes cannot hold them`,
    );
  }
  return { width, height, components };
}

function endsAfter(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at >= from; at--)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

/** Exif's tag 0x0112 of the first directory. */
function readOrientation(body: Uint8Array): number | undefined {
  if (String.fromCharCode(...body.subarray(0, 6)) !== 'Exif\0\0' || body.length < 14) return undefined;
  const tiff = new DataView(body.buffer, body.byteOffset + 6, body.length - 6);
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return undefined;
  const entries = tiff.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > tiff.byteLength) return undefined;
    if (tiff.getUint16(entry, little) !== 0x0112) continue;
    const value = tiff.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}
