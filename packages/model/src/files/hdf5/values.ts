import { ModelError } from '../../error.js';
import { damaged, NOWHERE, type Bytes } from './bytes.js';
import { messageTypes, type Message } from './object-header.js';
import { clause } from '../../problems/clause.js';

/** Numbers or texts as they lie in a file, not read yet. `[]` is a single value. */
export interface Stored {
  shape: readonly number[];
  type: DataType;
  /** Where the values lie. */
  at: number;
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
  if (find(messageTypes.filters) !== undefined) throw notByKeras('hdf5-compressed');
  const type = readDataType(file, datatype.at);
  const shape = readShape(file, space.at);
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
  throw notByKeras(kind === 2 ? 'hdf5-chunks' : 'hdf5-other-files');
}

type NotByKeras =
  'hdf5-compressed' | 'hdf5-old-layout' | 'hdf5-chunks' | 'hdf5-other-files' | 'hdf5-big-endian';

function notByKeras(how: NotByKeras): ModelError {
  return new ModelError('unsupported', clause(how));
}

/** An attribute message: the attribute's name and its value. */
export function readAttribute(file: Bytes, { at }: Message): [string, Stored] {
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

/** The values as float32, the precision that everything is computed in. @throws ModelError if they are no numbers */
export function readNumbers(file: Bytes, { shape, type, at }: Stored): Float32Array {
  const data = file.slice(at, numValues(shape) * type.size);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const read = numberReader(view, type);
  const values = new Float32Array(numValues(shape));
  for (let index = 0; index < values.length; index++) values[index] = read(index * type.size);
  return values;
}

function numberReader(view: DataView, { kind, size }: DataType): (at: number) => number {
  if (kind === 'float' && size === 4) return (at) => view.getFloat32(at, true);
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

/** A single whole number, such as how many steps an optimizer has made. */
export function readWholeNumber(file: Bytes, stored: Stored): number {
  const data = file.slice(stored.at, stored.type.size);
  const value = numberReader(new DataView(data.buffer, data.byteOffset, data.byteLength), stored.type)(0);
  if (numValues(stored.shape) === 1 && Number.isSafeInteger(value)) return value;
  throw damaged(clause('hdf5-no-whole-number'));
}

/** A text, or a list of texts. @throws ModelError if it is neither */
export function readTexts(file: Bytes, { shape, type, at }: Stored): string[] {
  // Keras writes an empty list of names as an empty list of numbers.
  if (numValues(shape) === 0) return [];
  if (type.kind !== 'text' && type.kind !== 'long-text') {
    throw damaged(clause('hdf5-no-text'));
  }
  return Array.from({ length: numValues(shape) }, (_, index) => {
    const value = at + index * type.size;
    return type.kind === 'text'
      ? file.text(value, type.size).replace(/\0.*$/s, '')
      : readLongText(file, {
          length: file.u32(value),
          heap: file.u64(value + 4),
          index: file.u32(value + 12),
        });
  });
}

/** A text in one of the file's "global heaps", which hold numbered pieces one after another. */
function readLongText(file: Bytes, text: { length: number; heap: number; index: number }): string {
  if (text.length === 0) return '';
  file.expect(text.heap, 'GCOL');
  const end = text.heap + file.u64(text.heap + 8);
  for (let at = text.heap + 16; at + 16 <= end;) {
    const size = file.u64(at + 8);
    if (file.u16(at) === text.index && size >= text.length) return file.text(at + 16, text.length);
    at += 16 + Math.ceil(Math.max(0, size) / 8) * 8;
  }
  throw damaged(clause('hdf5-text-missing'));
}
