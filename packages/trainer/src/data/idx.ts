import { ConvScopeError } from '@convscope/protocol';

/**
 * Reads the IDX format of the original MNIST files (LeCun, "The MNIST database of handwritten digits"): a magic number,
 * the sizes as big-endian 32-bit numbers, then one byte a value. The header is believed only where the length of
 * the file agrees with it.
 */
export function readIdxImages(bytes: Uint8Array, file: string): IdxImages {
  const view = header(bytes, file, { magic: 2051, what: 'images', length: 16 });
  const [count, height, width] = [4, 8, 12].map((at) => view.getUint32(at)) as [number, number, number];
  expectLength(bytes, file, 16, [count, height, width]);
  return { count, height, width, images: bytes.subarray(16) };
}

export interface IdxImages {
  count: number;
  height: number;
  width: number;
  /** `[count, height, width]`, 0–255. */
  images: Uint8Array;
}

/** Labels, `[count]`, each below `classes`. */
export function readIdxLabels(bytes: Uint8Array, file: string, classes: number): Uint8Array {
  const view = header(bytes, file, { magic: 2049, what: 'labels', length: 8 });
  expectLength(bytes, file, 8, [view.getUint32(4)]);
  const labels = bytes.subarray(8);
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong >= 0) {
    throw damaged(file, `label ${labels[wrong]} of image ${wrong} is not one of 0 to ${classes - 1}`);
  }
  return labels;
}

function header(
  bytes: Uint8Array,
  file: string,
  expected: { magic: number; what: string; length: number },
): DataView {
  if (bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b) {
    throw damaged(file, 'it is still packed with gzip');
  }
  if (bytes.length < expected.length) {
    throw damaged(file, `it has ${bytes.length} bytes, its header alone takes ${expected.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  if (magic !== expected.magic) {
    throw damaged(
      file,
      `it should hold ${expected.what} (magic number ${expected.magic}), it starts with ${magic}`,
    );
  }
  return view;
}

function expectLength(bytes: Uint8Array, file: string, headerLength: number, sizes: number[]): void {
  const expected = headerLength + sizes.reduce((product, size) => product * size, 1);
  if (bytes.length !== expected) {
    throw damaged(
      file,
      `its header says ${sizes.join(' × ')}, that is ${expected} bytes, it has ${bytes.length}`,
    );
  }
}

const damaged = (file: string, reason: string) => new ConvScopeError('data-damaged', { file, reason });
