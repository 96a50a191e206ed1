import { strToU8 } from 'fflate';
import type { ByteWriter } from './byte-writer.js';

/** Where a text lies that an attribute refers to. */
interface TextPlace {
  /** In bytes of UTF-8. */
  length: number;
  heap: number;
  index: number;
}

/** The places of all texts of a file. */
export type TextPlaces = ReadonlyMap<string, TextPlace>;

/** The smallest heap that the HDF5 library takes. */
const SMALLEST = 4096;
/** Pieces of a heap are numbered with sixteen bits, from 1. */
const MOST_PIECES = 0xffff;

/** Writes all texts of a file's attributes into "global heaps". A text that occurs twice is written once. */
export function writeTexts(file: ByteWriter, texts: readonly string[]): TextPlaces {
  const places = new Map<string, TextPlace>();
  const different = [...new Set(texts)].filter((text) => text !== '');
  for (let first = 0; first < different.length; first += MOST_PIECES) {
    writeHeap(file, different.slice(first, first + MOST_PIECES), places);
  }
  return places;
}

function writeHeap(file: ByteWriter, texts: readonly string[], places: Map<string, TextPlace>): void {
  const pieces = texts.map((text) => ({ text, bytes: strToU8(text) }));
  const used = pieces.reduce((sum, { bytes }) => sum + 16 + padded(bytes.length), 16);
  const size = Math.max(SMALLEST, used);
  const heap = file.take(size);
  file.letters(heap, 'GCOL');
  file.u8(heap + 4, 1);
  file.u64(heap + 8, size);
  let at = heap + 16;
  for (const [index, { text, bytes }] of pieces.entries()) {
    file.u16(at, index + 1);
    file.u64(at + 8, bytes.length);
    file.bytes(at + 16, bytes);
    places.set(text, { length: bytes.length, heap, index: index + 1 });
    at += 16 + padded(bytes.length);
  }
  // Piece 0 is what is left.
  if (size > used) file.u64(at + 8, size - used);
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}
