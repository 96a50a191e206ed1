import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** Sizes and places are 32-bit in a zip archive without extensions. */
const limit = 0xffff_ffff;
const version = 20;
/** Names are UTF-8. */
const flags = 0x0800;
/** 1 January 1980, the format's first day: the same content gives the same archive. */
const dosDate = 0x0021;
const headerLength = 30;

/** Writes a zip archive (PKWARE APPNOTE.TXT), file by file, without holding one of them. */
export class ZipWriter {
  private at = 0;
  private readonly directory: Buffer[] = [];

  constructor(private readonly handle: FileHandle) {}

  /** Throws a `RangeError` where the archive becomes larger than 4 GB. @param deflate whether it is worth packing */
  async add(name: string, content: AsyncIterable<Uint8Array>, deflate: boolean): Promise<void> {
    const start = this.at;
    const title = Buffer.from(name, 'utf8');
    await this.write(Buffer.alloc(headerLength + title.length));
    const from = this.at;
    const facts = { crc: 0, size: 0 };
    const counted = count(content, facts);
    for await (const chunk of deflate ? deflated(counted) : counted) await this.write(chunk);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(version, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(deflate ? 8 : 0, 4);
    common.writeUInt16LE(dosDate, 8);
    common.writeUInt32LE(facts.crc, 10);
    common.writeUInt32LE(this.at - from, 14);
    common.writeUInt32LE(facts.size, 18);
    common.writeUInt16LE(title.length, 22);
    await this.writeAt(start, Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title]));
    const place = Buffer.alloc(14);
    place.writeUInt32LE(start, 10);
    const made = Buffer.alloc(2);
    made.writeUInt16LE(version, 0);
    this.directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), made, common, place, title]));
  }

  /** Writes the directory: only now it is an archive. */
  async end(): Promise<void> {
    const from = this.at;
    for (const entry of this.directory) await this.write(entry);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 0, 'latin1');
    end.writeUInt16LE(this.directory.length, 8);
    end.writeUInt16LE(this.directory.length, 10);
    end.writeUInt32LE(this.at - from, 12);
    end.writeUInt32LE(from, 16);
    await this.write(end);
  }

  private async write(bytes: Uint8Array): Promise<void> {
    if (this.at + bytes.length > limit) throw new RangeError('A zip archive holds 4 GB at most.');
    await this.writeAt(this.at, bytes);
    this.at += bytes.length;
  }

  /** All of it: a disk that becomes full takes a part first, and fails only at the next. */
  private async writeAt(place: number, bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.handle.write(bytes, done, bytes.length - done, place + done);
      done += bytesWritten;
    }
  }
}

async function* count(
  content: AsyncIterable<Uint8Array>,
  facts: { crc: number; size: number },
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of content) {
    facts.crc = crc32(chunk, facts.crc);
    facts.size += chunk.length;
    yield chunk;
  }
}

/** What goes wrong is told to whoever reads the last stream. */
const deflated = (content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> =>
  pipeline(Readable.from(content), createDeflateRaw(), () => {});
