import { constants, crc32, inflateSync } from 'node:zlib';
import { checkSize, maxPixels, PictureError } from './picture.js';

/** A PNG file taken apart (W3C, "Portable Network Graphics Specification", third edition). */
export interface PngParts {
  width: number;
  height: number;
  /** Bits of a sample: 1, 2, 4, 8, 16. */
  depth: number;
  /** Samples of a pixel as they are stored: 1 also for a palette's index. */
  samples: 1 | 2 | 3 | 4;
  /** RGB of each index; absent where pixels are not indices. */
  palette?: Uint8Array | undefined;
  interlaced: boolean;
  compressed: Buffer;
}

/** Of pixels before they are decoded: `maxPixels` of four bytes, half as many of 16 bits a sample. */
const mostBytes = 4 * maxPixels;

const signature = [137, 80, 78, 71, 13, 10, 26, 10];
/** By colour type: samples of a pixel, and the depths it may have. */
const colourTypes: Partial<Record<number, { samples: PngParts['samples']; depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

export const isPng = (bytes: Uint8Array): boolean => signature.every((byte, i) => bytes[i] === byte);

/**
 * Reads the chunks of a PNG file and checks each one's CRC. Transparency, profiles and texts are passed over.
 *
 * @throws PictureError with the reason
 */
export function readPngChunks(bytes: Uint8Array): PngParts {
  if (!isPng(bytes)) throw new PictureError('it does not start as a PNG file does');
  let header: PngParts | undefined;
  const data: Uint8Array[] = [];
  for (const { type, body } of chunks(bytes)) {
    if (type === 'IHDR') header = readHeader(body);
    else if (header === undefined) throw new PictureError('its first chunk is not its header');
    else if (type === 'PLTE' && header.palette) header.palette = body;
    else if (type === 'IDAT') data.push(body);
    else if (type === 'IEND') return checked({ ...header, compressed: Buffer.concat(data) });
  }
  throw new PictureError('file-cut-off');
}

/**
 * Unpacks the pixel data; it must be as long as the header makes it, and no more than that is ever unpacked.
 *
 * @throws PictureError with the reason
 */
export function inflatePixels(compressed: Uint8Array, length: number): Uint8Array {
  let raw: Uint8Array;
  try {
    raw = inflateSync(compressed, { maxOutputLength: length, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new PictureError(
      code === 'ERR_BUFFER_TOO_LARGE'
        ? 'it holds more pixels than its header says'
        : `its pixels cannot be unpacked (${message})`,
    );
  }
  if (raw.length < length) throw new PictureError('it holds fewer pixels than its header says');
  return raw;
}

function* chunks(bytes: Uint8Array): Generator<{ type: string; body: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = signature.length;
  while (at + 12 <= bytes.length) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) return;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) {
      throw new PictureError('picture-damaged', { detail: `${type}, CRC` });
    }
    yield { type, body: bytes.subarray(at + 8, end) };
    at = end + 4;
  }
}

function readHeader(body: Uint8Array): PngParts {
  if (body.length !== 13) throw new PictureError(`its header has ${body.length} bytes instead of 13`);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colourType, compression, filter, interlace] = body.subarray(8) as unknown as number[];
  const kind = colourTypes[colourType!];
  if (!kind?.depths.includes(depth!) || compression !== 0 || filter !== 0 || interlace! > 1) {
    throw new PictureError(
      `its header names a kind of PNG that there is not (${body.subarray(8).join(' ')})`,
    );
  }
  checkSize(width, height);
  const { samples } = kind;
  const bits = depth! * samples;
  if (width * height * bits > mostBytes * 8) {
    throw new PictureError(
      `its header says ${width} × ${height} pixels of ${bits} bits; at most ${mostBytes / 2 ** 20} MB are read`,
    );
  }
  const palette = colourType === 3 ? new Uint8Array() : undefined;
  return {
    width,
    height,
    depth: depth!,
    samples,
    palette,
    interlaced: interlace === 1,
    compressed: Buffer.of(),
  };
}

function checked(parts: PngParts): PngParts {
  if (parts.palette?.length === 0) throw new PictureError('its palette is missing');
  return parts;
}
