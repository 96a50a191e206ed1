import { strFromU8 } from 'fflate';
import { ModelError } from '../../error.js';
import { clause, type Clause } from '../../problems/clause.js';

/** What HDF5 writes for "nowhere": all bits set. */
export const NOWHERE = -1;

/** Little-endian numbers of a file, by their place in it. Whatever a file says, nothing outside it is read. */
export interface Bytes {
  readonly length: number;
  u8(at: number): number;
  u16(at: number): number;
  u32(at: number): number;
  /** A length or an address; {@link NOWHERE} where all bits are set. */
  u64(at: number): number;
  /** An unsigned number of `size` bytes, at most six of which are set. */
  uint(at: number, size: number): number;
  /** A view, not a copy. */
  slice(at: number, length: number): Uint8Array;
  text(at: number, length: number): string;
  /** Expects a structure's four letters here. */
  expect(at: number, signature: string): void;
  /** Counts a structure that is read, so that a file whose parts point at each other in a circle ends. */
  count(): void;
  /** Counts bytes that are taken for values, so that a file whose objects all share one piece of it ends, too. */
  spend(size: number): void;
}

/** No structure that is counted takes fewer bytes; of an honest file each is read once. */
const SMALLEST_STRUCTURE = 4;
/** So many times an honest file's values are read, at most. */
const MOST_READINGS = 8;

/** @throws ModelError `damaged-file`, from every member, where a file ends too early or contradicts itself. */
export function bytesOf(file: Uint8Array): Bytes {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const check = (at: number, length: number) => {
    if (!(at >= 0 && length >= 0 && at + length <= file.length)) {
      throw damaged(clause('hdf5-beyond-end'));
    }
  };
  let structures = 64 + file.length / SMALLEST_STRUCTURE;
  let room = file.length * MOST_READINGS;
  const bytes: Bytes = {
    length: file.length,
    u8: (at) => (check(at, 1), view.getUint8(at)),
    u16: (at) => (check(at, 2), view.getUint16(at, true)),
    u32: (at) => (check(at, 4), view.getUint32(at, true)),
    u64: (at) => {
      check(at, 8);
      const value = view.getBigUint64(at, true);
      if (value === 0xffff_ffff_ffff_ffffn) return NOWHERE;
      if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged(clause('hdf5-large-number'));
      return Number(value);
    },
    uint: (at, size) => {
      check(at, size);
      let value = 0;
      for (let index = size - 1; index >= 0; index--) value = value * 256 + view.getUint8(at + index);
      return value;
    },
    slice: (at, length) => (check(at, length), file.subarray(at, at + length)),
    text: (at, length) => strFromU8(bytes.slice(at, length)),
    expect: (at, signature) => {
      if (bytes.text(at, signature.length) !== signature) {
        throw damaged(clause('hdf5-part', { signature }));
      }
    },
    count: () => {
      structures -= 1;
      if (structures < 0) throw damaged(clause('hdf5-circle'));
    },
    spend: (size) => {
      room -= size;
      if (room < 0) throw damaged(clause('hdf5-circle'));
    },
  };
  return bytes;
}

/** A file that is not what it says it is. */
export function damaged(reason: Clause, options?: ErrorOptions): ModelError {
  return new ModelError('damaged-file', clause('damaged', { reason }), options);
}
