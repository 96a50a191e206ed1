import { checkSize, PictureError } from './picture.js';

/** What a JPEG file says of itself before its pixels (ITU T.81; Exif 2.32 for the orientation). */
export interface JpegHeader {
  width: number;
  height: number;
  /** Of each component, 1 (grey) or 3, how many values lie in a block across and down. */
  sampling: { h: number; v: number }[];
  /** Whether the components are red, green and blue themselves; else they are luma and two of chroma. */
  isRgb: boolean;
  /** How the picture lies, 1 to 8; 1 is upright. */
  orientation: number;
  /** Adobe's own part of the file, where it has one. */
  adobe: Uint8Array | undefined;
}

interface Frame extends Pick<JpegHeader, 'width' | 'height' | 'sampling'> {
  /** Of the components, as the file numbers or names them. */
  ids: number[];
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
  let adobe: Uint8Array | undefined;
  let isJfif = false;
  let frame: Frame | undefined;
  for (const { marker, body, end } of segments(bytes)) {
    if (marker === 0xe1) orientation = readOrientation(body) ?? orientation;
    else if (marker === 0xe0) isJfif ||= startsWith(body, 'JFIF\0');
    else if (marker === 0xee && startsWith(body, 'Adobe')) adobe = body;
    else if (frames.has(marker)) frame = readFrame(marker, body, bytes.length);
    else if (marker === 0xda) {
      if (frame === undefined) throw new PictureError('its pixels come before its header');
      if (!endsAfter(bytes, end)) break;
      checkScans(bytes, end);
      const { ids, ...facts } = frame;
      return { ...facts, orientation, isRgb: !isJfif && namesRgb(ids, adobe), adobe };
    }
  }
  throw new PictureError('file-cut-off');
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

function readFrame(marker: number, body: Uint8Array, fileBytes: number): Frame {
  if (!knownFrames.has(marker)) throw new PictureError('picture-jpeg-kind');
  if (body.length < 6) throw new PictureError('file-cut-off');
  const [height, width] = [body[1]! * 256 + body[2]!, body[3]! * 256 + body[4]!];
  const components = body[5]!;
  if (components === 4) throw new PictureError('picture-cmyk');
  if (components !== 1 && components !== 3) throw new PictureError(`it has ${components} colour components`);
  checkSize(width, height);
  // Each 8 × 8 block takes a bit at the very least.
  if (width * height > fileBytes * 8 * 64) {
    throw new PictureError(
      `its header says ${width} × ${height} pixels; ${fileBytes} bytes cannot hold them`,
    );
  }
  const each = Array.from({ length: components }, (_, i) => body.subarray(6 + i * 3, 9 + i * 3));
  if (each.at(-1)!.length < 3) throw new PictureError('file-cut-off');
  const sampling = each.map(([, factors]) => ({ h: factors! >> 4, v: factors! & 15 }));
  return { width, height, sampling, ids: each.map(([id]) => id!) };
}

/** As libjpeg decides it: what Adobe's part says, else the components' names. */
function namesRgb(ids: readonly number[], adobe: Uint8Array | undefined): boolean {
  return adobe ? adobe[11] === 0 : String.fromCharCode(...ids) === 'RGB';
}

const startsWith = (body: Uint8Array, text: string) =>
  String.fromCharCode(...body.subarray(0, text.length)) === text;

function endsAfter(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at >= from; at--)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

/** A progressive picture comes in about ten scans; each takes the time of a whole picture, however few bytes it has. */
const mostScans = 100;

function checkScans(bytes: Uint8Array, from: number): void {
  let scans = 1;
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xda && ++scans > mostScans)
      throw new PictureError(`its pixels come in more than ${mostScans} scans, as no program writes them`);
  }
}

/** Exif's tag 0x0112 of the first directory. */
function readOrientation(body: Uint8Array): number | undefined {
  if (!startsWith(body, 'Exif\0\0') || body.length < 14) return undefined;
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
