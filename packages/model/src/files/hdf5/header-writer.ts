import { strToU8 } from 'fflate';
import type { ByteWriter } from './byte-writer.js';
import { messageTypes } from './object-header.js';
import type { TextPlaces } from './text-writer.js';

/** A message of an object's header, to be written where the header comes to lie. */
export interface NewMessage {
  type: number;
  size: number;
  write(file: ByteWriter, at: number): void;
}

/** Writes an object's header, version 1. @returns its address */
export function writeHeader(file: ByteWriter, messages: readonly NewMessage[]): number {
  const size = messages.reduce((sum, message) => sum + 8 + padded(message.size), 0);
  const header = file.take(16 + size);
  file.u8(header, 1);
  file.u16(header + 2, messages.length);
  file.u32(header + 4, 1); // One link leads to it.
  file.u32(header + 8, size);
  let at = header + 16;
  for (const message of messages) {
    file.u16(at, message.type);
    file.u16(at + 2, padded(message.size));
    message.write(file, at + 8);
    at += 8 + padded(message.size);
  }
  return header;
}

const float32Type = Uint8Array.of(0x11, 0x20, 0x1f, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0);
const int64Type = Uint8Array.of(0x10, 0x08, 0, 0, 8, 0, 0, 0, 0, 0, 64, 0);
/** A text of any length in UTF-8: a list of bytes elsewhere. */
const textType = Uint8Array.of(0x19, 1, 1, 0, 16, 0, 0, 0, 0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0);

/** What a dataset's header says: shape, type, and where the values lie, all in one piece. */
export function datasetMessages(
  shape: readonly number[],
  type: 'float32' | 'int64',
  address: number,
): NewMessage[] {
  const datatype = type === 'float32' ? float32Type : int64Type;
  const bytes = shape.reduce((product, size) => product * size, type === 'float32' ? 4 : 8);
  return [
    shapeMessage(shape),
    { type: messageTypes.datatype, size: datatype.length, write: (file, at) => file.bytes(at, datatype) },
    // Values that nobody wrote would be 0; all are written.
    { type: 0x05, size: 8, write: (file, at) => file.bytes(at, Uint8Array.of(2, 2, 2, 1)) },
    {
      type: messageTypes.layout,
      size: 18,
      write: (file, at) => {
        file.bytes(at, Uint8Array.of(3, 1));
        if (bytes === 0) file.nowhere(at + 2);
        else file.u64(at + 2, address);
        file.u64(at + 10, bytes);
      },
    },
  ];
}

/** A text, or a list of texts. */
export function attributeMessage(
  name: string,
  value: string | readonly string[],
  texts: TextPlaces,
): NewMessage {
  const letters = strToU8(name);
  const values = typeof value === 'string' ? [value] : value;
  const shape = shapeMessage(typeof value === 'string' ? [] : [value.length]);
  const nameSize = padded(letters.length + 1);
  const head = 8 + nameSize + padded(textType.length) + padded(shape.size);
  return {
    type: messageTypes.attribute,
    size: head + values.length * 16,
    write: (file, at) => {
      file.u8(at, 1);
      file.u16(at + 2, letters.length + 1);
      file.u16(at + 4, textType.length);
      file.u16(at + 6, shape.size);
      file.bytes(at + 8, letters);
      file.bytes(at + 8 + nameSize, textType);
      shape.write(file, at + 8 + nameSize + padded(textType.length));
      values.forEach((text, index) => {
        const place = texts.get(text);
        if (place === undefined) return;
        const reference = at + head + index * 16;
        file.u32(reference, place.length);
        file.u64(reference + 4, place.heap);
        file.u32(reference + 12, place.index);
      });
    },
  };
}

function shapeMessage(shape: readonly number[]): NewMessage {
  return {
    type: messageTypes.dataspace,
    size: 8 + shape.length * 8,
    write: (file, at) => {
      file.bytes(at, Uint8Array.of(1, shape.length));
      shape.forEach((size, axis) => file.u64(at + 8 + axis * 8, size));
    },
  };
}

function padded(size: number): number {
  return Math.ceil(size / 8) * 8;
}
