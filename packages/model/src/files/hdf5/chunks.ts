import { Inflate } from 'fflate';
import { ModelError } from '../../error.js';
import { clause } from '../../problems/clause.js';
import { damaged, NOWHERE, type Bytes } from './bytes.js';

/** Values that are cut into blocks of one shape, each of which may be packed. */
export interface Chunks {
  /** Of one block, in values. */
  shape: readonly number[];
  /** Where the tree of the blocks begins; {@link NOWHERE} if there is none, and all values are 0. */
  tree: number;
  /** What was done to each block before it was written, in this order. */
  filters: readonly Filter[];
}

type Filter = 'shuffle' | 'deflate' | 'checksum';

/** HDF5's own filters by their numbers. */
const filtersByNumber = new Map<number, Filter>([
  [1, 'deflate'],
  [2, 'shuffle'],
  [3, 'checksum'],
]);

/** What is packed may unpack to so much without a question, and beyond that to so many times its size. */
const FREE_BYTES = 1 << 16;
const MOST_GROWTH = 100;

/** The filters of a pipeline message, of both versions. @throws ModelError `unsupported` */
export function readFilters(file: Bytes, at: number): Filter[] {
  const version = file.u8(at);
  const filters: Filter[] = [];
  let next = at + (version === 1 ? 8 : 2);
  for (let left = file.u8(at + 1); left > 0; left--) {
    const number = file.u16(next);
    const hasName = version === 1 || number >= 256;
    const nameSize = hasName ? file.u16(next + 2) : 0;
    const numValues = file.u16(next + (hasName ? 6 : 4));
    const filter = filtersByNumber.get(number);
    if (filter === undefined) throw new ModelError('unsupported', clause('hdf5-compressed'));
    filters.push(filter);
    const padding = version === 1 && numValues % 2 === 1 ? 4 : 0;
    next += (hasName ? 8 : 6) + Math.ceil(nameSize / 8) * 8 + numValues * 4 + padding;
  }
  return filters;
}

/**
 * Puts the blocks together, row by row as in an array.
 * @param size bytes of one value
 * @throws ModelError `damaged-file`
 */
export function readChunks(
  file: Bytes,
  chunks: Chunks,
  { shape, size }: { shape: readonly number[]; size: number },
): Uint8Array {
  const blockSize = product(chunks.shape) * size;
  const blocks = chunks.tree === NOWHERE ? [] : readTree(file, chunks.tree, shape.length);
  const stored = blocks.reduce((sum, block) => sum + block.bytes, 0);
  file.spend(stored);
  const needed = product(shape) * size;
  // Before any room is taken for them.
  const most = chunks.filters.includes('deflate') ? FREE_BYTES + stored * MOST_GROWTH : stored;
  if (!(needed <= blocks.length * blockSize && needed <= most)) throw damaged(clause('hdf5-values-missing'));
  const values = new Uint8Array(needed);
  for (const block of blocks) {
    const content = unfilter(file.slice(block.at, block.bytes), { chunks, block, size, blockSize });
    place(content, values, { from: block.offset, block: chunks.shape, shape, size });
  }
  return values;
}

interface Block {
  at: number;
  /** As they lie in the file. */
  bytes: number;
  /** Bit n: filter n was not used for this block. */
  skipped: number;
  /** Where in the array its first value belongs, by axis. */
  offset: readonly number[];
}

/** The leaves of a B-tree, version 1, of blocks. A key: size, skipped filters, and a place by axis and byte. */
function readTree(file: Bytes, tree: number, rank: number): Block[] {
  const blocks: Block[] = [];
  const keySize = 8 + (rank + 1) * 8;
  const nodes = [tree];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    file.count();
    file.expect(node, 'TREE');
    const isLeaf = file.u8(node + 5) === 0;
    const entries = file.u16(node + 6);
    for (let entry = 0; entry < entries; entry++) {
      file.count();
      const key = node + 24 + entry * (keySize + 8);
      const at = file.u64(key + keySize);
      if (!isLeaf) nodes.push(at);
      else {
        const offset = Array.from({ length: rank }, (_, axis) => file.u64(key + 8 + axis * 8));
        blocks.push({ at, bytes: file.u32(key), skipped: file.u32(key + 4), offset });
      }
    }
  }
  return blocks;
}

function unfilter(
  bytes: Uint8Array,
  { chunks, block, size, blockSize }: { chunks: Chunks; block: Block; size: number; blockSize: number },
): Uint8Array {
  let content = bytes;
  for (const [index, filter] of [...chunks.filters.entries()].reverse()) {
    if ((block.skipped >> index) & 1) continue;
    if (filter === 'checksum') content = content.subarray(0, -4);
    else if (filter === 'deflate') content = inflate(content, blockSize + 4);
    else content = unshuffle(content, size);
  }
  if (content.length !== blockSize) throw damaged(clause('hdf5-block-length'));
  return content;
}

/** Stops where there is more than expected, such as in a bomb. */
function inflate(packed: Uint8Array, most: number): Uint8Array {
  // The two bytes before the stream and the four behind it are zlib's.
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((part) => {
    length += part.length;
    if (length > most) throw damaged(clause('hdf5-block-large'));
    parts.push(part);
  });
  try {
    for (let at = 2; at < packed.length - 4; at += 1 << 16) {
      const end = Math.min(at + (1 << 16), packed.length - 4);
      stream.push(packed.subarray(at, end), end === packed.length - 4);
    }
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw damaged(clause('hdf5-block-not-unpacked'), { cause: error });
  }
  const whole = new Uint8Array(length);
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

/** First bytes of all values first, then all second ones, and so on: back to one value after the other. */
function unshuffle(bytes: Uint8Array, size: number): Uint8Array {
  const count = Math.floor(bytes.length / size);
  const values = bytes.slice();
  for (let byte = 0; byte < size; byte++) {
    for (let index = 0; index < count; index++) values[index * size + byte] = bytes[byte * count + index]!;
  }
  return values;
}

/** Copies a block to its place, line by line; what hangs over the array's edges is left out. */
function place(
  block: Uint8Array,
  values: Uint8Array,
  at: { from: readonly number[]; block: readonly number[]; shape: readonly number[]; size: number },
): void {
  const copy = (axis: number, source: number, target: number) => {
    const room = Math.min(at.block[axis]!, at.shape[axis]! - at.from[axis]!);
    if (!(room > 0 && at.from[axis]! >= 0)) throw damaged(clause('hdf5-block-outside'));
    if (axis === at.shape.length - 1) {
      const start = (target * at.shape[axis]! + at.from[axis]!) * at.size;
      const first = source * at.block[axis]! * at.size;
      values.set(block.subarray(first, first + room * at.size), start);
      return;
    }
    for (let line = 0; line < room; line++) {
      copy(axis + 1, source * at.block[axis]! + line, target * at.shape[axis]! + at.from[axis]! + line);
    }
  };
  copy(0, 0, 0);
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
