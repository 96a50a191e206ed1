import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type { ErrorArgs } from '@convscope/protocol';
import { UnreadableError } from '../unreadable.js';

/** Why an archive cannot be read; whoever knows its name says which. */
export class ArchiveError extends UnreadableError {
  override readonly name = 'ArchiveError';
}

/** A file inside a zip archive. */
export interface ZipEntry {
  name: string;
  /** Unpacked, in bytes, as the archive says; `readEntry` gives exactly so many or fails. */
  size: number;
  packedSize: number;
  deflated: boolean;
  crc: number;
  /** Where its own header begins. */
  at: number;
}

const endLength = 22;
const longestComment = 65_535;
/** Deflate packs at most 1032 bytes into one. */
const bestRatio = 1032;

/**
 * Reads the directory of a zip archive (PKWARE APPNOTE.TXT) and nothing else of it.
 *
 * @throws ArchiveError where it is none, is damaged, is encrypted, or says of itself what cannot be
 */
export async function readZipDirectory(handle: FileHandle): Promise<ZipEntry[]> {
  const { size } = await handle.stat();
  const tail = await readAt(handle, Math.max(0, size - endLength - longestComment), size);
  const end = tail.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + endLength > tail.length) throw new ArchiveError('zip-none');
  const count = tail.readUInt16LE(end + 10);
  const [length, from] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (from + length > size) throw new ArchiveError('zip-directory-outside');
  const directory = await readAt(handle, from, from + length);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count;) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) {
      throw new ArchiveError('zip-directory-damaged');
    }
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    entries.push(checked(readEntryFacts(directory, at, nameEnd), directory.readUInt16LE(at + 8), size));
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Unpacks one file piece by piece: at most as many bytes as the directory says, checked against its CRC at the end.
 *
 * @throws ArchiveError where it is damaged or longer than it says
 */
export async function* readEntry(handle: FileHandle, entry: ZipEntry): AsyncGenerator<Uint8Array, void> {
  const header = await readAt(handle, entry.at, entry.at + 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50)
    throw damaged(entry, 'zip-entry-no-header');
  const start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  let [received, crc] = [0, 0];
  if (entry.packedSize > 0) {
    try {
      for await (const chunk of unpacked(handle, entry, start)) {
        received += chunk.length;
        if (received > entry.size) throw damaged(entry, 'zip-entry-longer', { size: entry.size });
        crc = crc32(chunk, crc);
        yield chunk;
      }
    } catch (error) {
      if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error;
      throw damaged(entry, 'zip-entry-not-unpacked', { detail: (error as Error).message });
    }
  }
  if (received < entry.size) throw damaged(entry, 'zip-entry-shorter', { received, size: entry.size });
  if (crc !== entry.crc) throw damaged(entry, 'zip-entry-checksum');
}

/** In bytes: how much of the archive is read at once. */
const piece = 2 ** 20;

function unpacked(handle: FileHandle, entry: ZipEntry, start: number): AsyncIterable<Uint8Array> {
  const packed = pieces(handle, start, start + entry.packedSize);
  // What goes wrong is told to whoever reads the last stream.
  return entry.deflated ? pipeline(packed, createInflateRaw(), () => {}) : packed;
}

/** Not a stream of the handle's own: whoever stops reading one early closes the handle. */
async function* pieces(handle: FileHandle, from: number, to: number): AsyncGenerator<Uint8Array, void> {
  for (let at = from; at < to; at += piece) yield await readAt(handle, at, Math.min(at + piece, to));
}

function readEntryFacts(directory: Buffer, at: number, nameEnd: number): ZipEntry & { method: number } {
  return {
    name: directory.toString('utf8', at + 46, nameEnd),
    method: directory.readUInt16LE(at + 10),
    deflated: directory.readUInt16LE(at + 10) === 8,
    crc: directory.readUInt32LE(at + 16),
    packedSize: directory.readUInt32LE(at + 20),
    size: directory.readUInt32LE(at + 24),
    at: directory.readUInt32LE(at + 42),
  };
}

function checked(
  { method, ...entry }: ZipEntry & { method: number },
  flags: number,
  fileSize: number,
): ZipEntry {
  if ((flags & 1) === 1) throw damaged(entry, 'zip-entry-encrypted');
  if (method !== 0 && method !== 8) throw damaged(entry, 'zip-entry-method', { method });
  if (entry.at + 30 + entry.packedSize > fileSize) throw damaged(entry, 'zip-entry-outside');
  const most = entry.deflated ? entry.packedSize * bestRatio : entry.packedSize;
  if (entry.size > most) {
    throw damaged(entry, 'zip-entry-claims', { packed: entry.packedSize, size: entry.size });
  }
  return entry;
}

const damaged = ({ name }: ZipEntry, reason: string, args: ErrorArgs = {}) =>
  new ArchiveError(reason, { ...args, name });

async function readAt(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
  return buffer.subarray(0, bytesRead);
}
