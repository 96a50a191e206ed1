import { ModelError } from '../../error.js';
import { damaged, NOWHERE, type Bytes } from './bytes.js';
import { readChunks, readFilters, type Chunks } from './chunks.js';
import { pieceOf } from './heap.js';
import { messageTypes, type Message } from './object-header.js';
import { clause } from '../../problems/clause.js';

/** Numbers or texts as they lie in a file, not read yet. `[]` is a single value. */
export interface Stored {
  shape: readonly number[];
  type: DataType;
  /** Where the values lie: all in one piece, or in blocks. */
  at: number | Chunks;
}

type DataType =
  | { kind: 'float' | 'signed' | 'unsigned'; size: number }
  /** Texts of one length, filled up with zeros. */
  | { kind: 'text'; size: number }
  /** Texts in the file's heaps: each value is a place there. */
  | { kind: 'long-text'; size: 16 }
  | { kind: 'other'; size: number };

/** A dataset's shape, type and place, from its header's messages; `null` if the object is no dataset. */
export function readDataset(file: Bytes, messages: readonly Message[]): Stored | null {
  const find = (type: number) => messages.find((message) => message.type === type);
  const [space, datatype, layout] = [
    find(messageTypes.dataspace),
    find(messageTypes.datatype),
    find(messageTypes.layout),
  ];
  if (space === undefined || datatype === undefined || layout === undefined) return null;
  if (find(messageTypes.externalFiles) !== undefined) {
    throw new ModelError('dangerous', clause('hdf5-values-elsewhere'));
  }
  const type = readDataType(file, datatype.at);
  const shape = readShape(file, space.at);
  if (file.u8(layout.at + 1) === CHUNKED) {
    const filters = find(messageTypes.filters);
    return { shape, type, at: readChunkedLayout(file, layout, { rank: shape.length, filters }) };
  }
  const { at, size } = readLayout(file, layout);
  const needed = numValues(shape) * type.size;
  if (needed > 0 && (at === NOWHERE || size < needed)) throw damaged(clause('hdf5-values-missing'));
  if (needed > 0) file.slice(at, needed);
  return { shape, type, at };
}

function readLayout(file: Bytes, { at }: Message): { at: number; size: number } {
  const version = file.u8(at);
  const kind = file.u8(at + 1);
  if (version !== 3 && version !== 4) throw notByKeras('hdf5-old-layout');
  if (kind === 0) return { at: at + 4, size: file.u16(at + 2) };
  if (kind === 1) return { at: file.u64(at + 2), size: file.u64(at + 10) };
  throw notByKeras('hdf5-other-files');
}

/** The kind of a layout in which values are cut into blocks. */
const CHUNKED = 2;

/** Blocks as h5py lays them out unless it is told to write for the newest HDF5 only. */
function readChunkedLayout(
  file: Bytes,
  { at }: Message,
  { rank, filters }: { rank: number; filters: Message | undefined },
): Chunks {
  if (file.u8(at) !== 3) throw notByKeras('hdf5-chunks');
  // One axis more: the bytes of a value.
  if (rank === 0 || file.u8(at + 2) !== rank + 1) throw damaged(clause('hdf5-block-length'));
  return {
    shape: Array.from({ length: rank }, (_, axis) => file.u32(at + 11 + axis * 4)),
    tree: file.u64(at + 3),
    filters: filters === undefined ? [] : readFilters(file, filters.at),
  };
}

type NotByKeras = 'hdf5-old-layout' | 'hdf5-chunks' | 'hdf5-other-files' | 'hdf5-big-endian';

function notByKeras(how: NotByKeras): ModelError {
  return new ModelError('unsupported', clause(how));
}

/** What an attribute holds always lies in one piece. */
export type Attribute = Stored & { at: number };

/** An attribute message: the attribute's name and its value. */
export function readAttribute(file: Bytes, { at }: Message): [string, Attribute] {
  const version = file.u8(at);
  const [nameSize, typeSize, spaceSize] = [file.u16(at + 2), file.u16(at + 4), file.u16(at + 6)];
  const pad = (size: number) => (version === 1 ? Math.ceil(size / 8) * 8 : size);
  const nameAt = at + (version === 3 ? 9 : 8);
  const typeAt = nameAt + pad(nameSize);
  const spaceAt = typeAt + pad(typeSize);
  const stored = {
    shape: readShape(file, spaceAt),
    type: readDataType(file, typeAt),
    at: spaceAt + pad(spaceSize),
  };
  file.slice(stored.at, numValues(stored.shape) * stored.type.size);
  return [file.text(nameAt, nameSize).replace(/\0.*$/s, ''), stored];
}

function readShape(file: Bytes, at: number): number[] {
  const version = file.u8(at);
  const isNull = version === 2 && file.u8(at + 3) === 2;
  if (isNull) return [0];
  const rank = file.u8(at + 1);
  const sizes = at + (version === 1 ? 8 : 4);
  return Array.from({ length: rank }, (_, axis) => file.u64(sizes + axis * 8));
}

function readDataType(file: Bytes, at: number): DataType {
  const kind = file.u8(at) & 15;
  const bits = file.u8(at + 1);
  const size = file.u32(at + 4);
  if (size === 0) throw damaged(clause('hdf5-values-size'));
  if (kind <= 1 && (bits & 1) === 1) throw notByKeras('hdf5-big-endian');
  if (kind === 0) return { kind: (bits & 8) === 0 ? 'unsigned' : 'signed', size };
  if (kind === 1) return { kind: 'float', size };
  if (kind === 3) return { kind: 'text', size };
  if (kind === 9 && (bits & 15) === 1 && size === 16) return { kind: 'long-text', size };
  return { kind: 'other', size };
}

/** How many values a shape holds. */
function numValues(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The bytes of all values, one after the other. */
function readBytes(file: Bytes, { shape, type, at }: Stored): Uint8Array {
  if (typeof at !== 'number') return readChunks(file, at, { shape, size: type.size });
  const size = numValues(shape) * type.size;
  file.spend(size);
  return file.slice(at, size);
}

/** The values as float32, the precision that everything is computed in. @throws ModelError if they are no numbers */
export function readNumbers(file: Bytes, stored: Stored): Float32Array {
  const { shape, type } = stored;
  const data = readBytes(file, stored);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const read = numberReader(view, type);
  const values = new Float32Array(numValues(shape));
  // The usual case, many times faster: the file's bytes are the values'.
  if (isLittleEndian && type.kind === 'float' && type.size === 4) new Uint8Array(values.buffer).set(data);
  else for (let index = 0; index < values.length; index++) values[index] = read(index * type.size);
  return values;
}

/** Whether this computer keeps numbers as HDF5 does. */
const isLittleEndian = new Uint8Array(Float32Array.of(1).buffer)[3] === 0x3f;

function numberReader(view: DataView, { kind, size }: DataType): (at: number) => number {
  if (kind === 'float' && size === 4) return (at) => view.getFloat32(at, true);
  if (kind === 'float' && size === 2) return (at) => halfFloat(view.getUint16(at, true));
  if (kind === 'float' && size === 8) return (at) => view.getFloat64(at, true);
  if (kind === 'signed' && size === 4) return (at) => view.getInt32(at, true);
  if (kind === 'signed' && size === 8) return (at) => Number(view.getBigInt64(at, true));
  if (kind === 'unsigned' && size === 4) return (at) => view.getUint32(at, true);
  if (kind === 'unsigned' && size === 8) return (at) => Number(view.getBigUint64(at, true));
  if (kind === 'float' || kind === 'signed' || kind === 'unsigned') {
    throw new ModelError('unsupported', clause('hdf5-number-size', { size }));
  }
  throw damaged(clause('hdf5-no-numbers'));
}

/** A number of IEEE 754's half precision: a sign, five bits of exponent, ten bits behind the point. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -14 : sign * (1 + fraction) * 2 ** (exponent - 15);
}

/** A single whole number, such as how many steps an optimizer has made. */
export function readWholeNumber(file: Bytes, stored: Stored): number {
  if (numValues(stored.shape) === 1) {
    const data = readBytes(file, stored);
    const value = numberReader(new DataView(data.buffer, data.byteOffset, data.byteLength), stored.type)(0);
    if (Number.isSafeInteger(value)) return value;
  }
  throw damaged(clause('hdf5-no-whole-number'));
}

/** A text, or a list of texts. @throws ModelError if it is neither */
export function readTexts(file: Bytes, { shape, type, at }: Attribute): string[] {
  // Keras writes an empty list of names as an empty list of numbers.
  if (numValues(shape) === 0) return [];
  if (type.kind !== 'text' && type.kind !== 'long-text') {
    throw damaged(clause('hdf5-no-text'));
  }
  return Array.from({ length: numValues(shape) }, (_, index) => {
    const value = at + index * type.size;
    if (type.kind === 'text') return file.text(value, type.size).replace(/\0.*$/s, '');
    const place = { length: file.u32(value), heap: file.u64(value + 4), index: file.u32(value + 12) };
    return place.length === 0 ? '' : file.text(pieceOf(file, place), place.length);
  });
}
