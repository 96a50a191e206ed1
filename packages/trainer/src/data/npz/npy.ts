import { endianness } from 'node:os';
import { ArchiveError } from './zip.js';

/** What an `.npy` file says of itself (NumPy, "NPY format", versions 1 to 3). */
export interface NpyHeader {
  /** As NumPy spells it, without the byte order: `u1`, `f4`. */
  type: NumberType;
  shape: number[];
  fortranOrder: boolean;
  /** Whether each value's bytes must be turned round. */
  swapped: boolean;
  /** Where the values begin. */
  length: number;
}

/** The values of a file, in C order. 64-bit integers are numbers: those of pictures and labels fit. */
export type NumberArray =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

const types = {
  b1: Uint8Array,
  u1: Uint8Array,
  i1: Int8Array,
  u2: Uint16Array,
  i2: Int16Array,
  u4: Uint32Array,
  i4: Int32Array,
  f4: Float32Array,
  f8: Float64Array,
  u8: BigUint64Array,
  i8: BigInt64Array,
} as const;
type NumberType = keyof typeof types;

/** No header of numbers is longer; NumPy itself stops here. */
export const longestHeader = 10_000 + 12;

/**
 * Reads the header at the start of a file.
 *
 * @param start at least its first `longestHeader` bytes, or all of it
 * @throws ArchiveError where it is none, or holds other things than numbers: Python objects are never loaded
 */
export function readNpyHeader(start: Uint8Array, name: string): NpyHeader {
  const text = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  if (text.toString('latin1', 0, 6) !== '\u0093NUMPY' || text.length < 12) {
    throw new ArchiveError('npz-no-array', { name });
  }
  const first = text[6] === 1;
  const length = first ? 10 + text.readUInt16LE(8) : 12 + text.readUInt32LE(8);
  if (length > Math.min(text.length, longestHeader)) throw new ArchiveError('npz-header-damaged', { name });
  const header = text.toString('latin1', first ? 10 : 12, length);
  const type = /'descr':\s*'([<>|=]?)(\w+)'/.exec(header);
  const shape = /'shape':\s*\(([\d,\sL]*)\)/.exec(header);
  const order = /'fortran_order':\s*(True|False)/.exec(header);
  if (type?.[2] === 'O') {
    throw new ArchiveError('npz-objects', { name });
  }
  if (type === null || shape === null || order === null || !(type[2]! in types)) {
    const known = Object.keys(types).join(', ');
    throw new ArchiveError('npz-type', { name, type: header.trim().slice(0, 80), known });
  }
  return {
    type: type[2] as NumberType,
    shape: [...shape[1]!.matchAll(/\d+/g)].map(Number),
    fortranOrder: order[1] === 'True',
    swapped: type[1] === (endianness() === 'LE' ? '>' : '<'),
    length,
  };
}

const countValues = ({ shape }: NpyHeader) => shape.reduce((product, size) => product * size, 1);

/** How many bytes a file with this header has. */
export const npyBytes = (header: NpyHeader) =>
  header.length + countValues(header) * types[header.type].BYTES_PER_ELEMENT;

/** The values behind a header, from bytes that begin where values begin. */
export function readNpyValues(bytes: Uint8Array<ArrayBuffer>, header: NpyHeader): NumberArray {
  const { type, swapped } = header;
  const width = types[type].BYTES_PER_ELEMENT;
  if (swapped) swap(bytes, width);
  const raw = new types[type](bytes.buffer, bytes.byteOffset, bytes.length / width);
  const values =
    raw instanceof BigInt64Array || raw instanceof BigUint64Array ? Float64Array.from(raw, Number) : raw;
  return header.fortranOrder ? toCOrder(values, header.shape) : values;
}

function swap(bytes: Uint8Array<ArrayBuffer>, width: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 2) buffer.swap16();
  else if (width === 4) buffer.swap32();
  else if (width === 8) buffer.swap64();
}

/** Fortran counts the first axis fastest, C the last. */
function toCOrder<Values extends NumberArray>(values: Values, shape: readonly number[]): Values {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  const place = shape.map(() => 0);
  const out = values.slice() as Values;
  let from = 0;
  for (let to = 0; to < values.length; to++) {
    out[to] = values[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++place[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      place[axis] = 0;
    }
  }
  return out;
}
