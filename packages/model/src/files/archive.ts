import { inflateSync, zipSync } from 'fflate';
import { ModelError } from '../error.js';
import { bytesOf, damaged, type Bytes } from './hdf5/bytes.js';
import { clause } from '../problems/clause.js';

/** More entries than any model's archive has: three, and a few assets. */
const MOST_ENTRIES = 1000;
/** What is packed may unpack to so much without a question … */
const FREE_BYTES = 1 << 20;
/** … and beyond that to so many times its size. Weights hardly shrink when packed; what grows more is a bomb. */
const MOST_GROWTH = 100;

/** One entry of a zip archive. */
interface Entry {
  name: string;
  packed: number;
  size: number;
  method: number;
  crc: number;
  /** Where the entry's own header lies. */
  at: number;
}

/** Whether a file begins as zip archives do. */
export function isArchive(file: Uint8Array): boolean {
  return file[0] === 0x50 && file[1] === 0x4b && file[2] === 3 && file[3] === 4;
}

/**
 * Opens a zip archive in memory. Names are only compared, never used as paths; an archive that names places outside
 * itself, or that would unpack to far more than it is, is refused whole.
 * @returns the content of an entry by its exact name; `undefined` where there is none
 * @throws ModelError `damaged-file`, `dangerous`
 */
export function openArchive(file: Uint8Array): (name: string) => Uint8Array | undefined {
  const bytes = bytesOf(file);
  const entries = new Map(readDirectory(bytes).map((entry) => [entry.name, entry]));
  for (const entry of entries.values()) refuseHostile(entry);
  return (name) => {
    const entry = entries.get(name);
    return entry && unpack(bytes, entry);
  };
}

/** A zip archive of these entries, unpacked as Keras writes them; the same bytes for the same content. */
export function makeArchive(entries: Record<string, Uint8Array>): Uint8Array {
  // The time that zip counts from, on every clock.
  return zipSync(entries, { level: 0, mtime: new Date(1980, 0, 1) });
}

function readDirectory(file: Bytes): Entry[] {
  const end = findEnd(file);
  const count = file.u16(end + 10);
  if (count > MOST_ENTRIES) throw damaged(clause('zip-entries', { count }));
  const entries: Entry[] = [];
  let at = file.u32(end + 16);
  for (let index = 0; index < count; index++) {
    file.expect(at, 'PK\x01\x02');
    const nameLength = file.u16(at + 28);
    entries.push({
      name: file.text(at + 46, nameLength),
      method: file.u16(at + 10),
      crc: file.u32(at + 16),
      packed: file.u32(at + 20),
      size: file.u32(at + 24),
      at: file.u32(at + 42),
    });
    at += 46 + nameLength + file.u16(at + 30) + file.u16(at + 32);
  }
  return entries;
}

/** The archive's last record stands at its end, before a comment of at most 64 KB. */
function findEnd(file: Bytes): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - 0xffff); at--) {
    if (file.u32(at) === 0x06054b50) return at;
  }
  throw damaged(clause('zip-no-directory'));
}

function refuseHostile({ name, packed, size }: Entry): void {
  if (/^[/\\]|\\|^[A-Za-z]:|(^|\/)\.\.(\/|$)/.test(name)) {
    throw new ModelError('dangerous', clause('zip-place-outside', { name: name.slice(0, 60) }));
  }
  if (size > FREE_BYTES && size > packed * MOST_GROWTH) {
    throw new ModelError('dangerous', clause('zip-bomb', { name, times: Math.round(size / packed) }));
  }
}

function unpack(file: Bytes, { name, at, packed, size, method, crc }: Entry): Uint8Array {
  file.expect(at, 'PK\x03\x04');
  const data = file.slice(at + 30 + file.u16(at + 26) + file.u16(at + 28), packed);
  const content = method === 0 ? data : method === 8 ? inflate(data, size, name) : undefined;
  if (content === undefined) throw damaged(clause('zip-method', { name }));
  if (content.length !== size || crc32(content) !== crc) {
    throw damaged(clause('zip-changed', { name }));
  }
  return content;
}

/** Never more than `size` bytes: the room is taken before, and does not grow. */
function inflate(data: Uint8Array, size: number, name: string): Uint8Array {
  try {
    return inflateSync(data, { out: new Uint8Array(size) });
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw damaged(clause('zip-not-unpacked', { name }), { cause: error });
  }
}

/** The checksum of zip archives (CRC-32, IEEE 802.3). */
function crc32(data: Uint8Array): number {
  let crc = -1;
  for (const byte of data) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
