import { damaged, type Bytes } from './bytes.js';
import { clause } from '../../problems/clause.js';

/**
 * Where the link messages of a large group lie (the form since HDF5 1.8, for more than eight members): a B-tree,
 * version 2, of names' hashes, each with the place of its message in a "fractal heap".
 */
export function readDenseLinks(file: Bytes, heapAddress: number, indexAddress: number): number[] {
  const heap = openHeap(file, heapAddress);
  return readIndex(file, indexAddress).map((record) => {
    // A record: four bytes of hash, then the identifier in the heap, whose first byte says what kind it is.
    const identifier = record + 4;
    if ((file.u8(identifier) & 0x30) !== 0) throw damaged(clause('hdf5-link-form'));
    return heap(file.uint(identifier + 1, 4));
  });
}

/** The addresses of all records of a B-tree, version 2. */
function readIndex(file: Bytes, address: number): number[] {
  file.expect(address, 'BTHD');
  const recordSize = file.u16(address + 10);
  if (recordSize < 11) throw damaged(clause('hdf5-index-form'));
  const pointers = pointerSizes(file.u32(address + 6), recordSize, file.u16(address + 12));
  const records: number[] = [];
  const visit = (node: number, numRecords: number, depth: number) => {
    file.count();
    file.expect(node, depth === 0 ? 'BTLF' : 'BTIN');
    const first = node + 6;
    for (let record = 0; record < numRecords; record++) {
      file.count();
      records.push(first + record * recordSize);
    }
    const pointer = pointers[depth];
    if (depth === 0 || pointer === undefined) return;
    for (let child = 0; child <= numRecords; child++) {
      const at = first + numRecords * recordSize + child * pointer.size;
      visit(file.u64(at), file.uint(at + 8, pointer.countSize), depth - 1);
    }
  };
  visit(file.u64(address + 16), file.u16(address + 24), pointers.length - 1);
  return records;
}

/**
 * How large the pointers in a node are, by the node's depth over the leaves: an address, the number of the child's
 * own records, and over the lowest such level the number of all records under it. The numbers take as few bytes
 * as the most that there can be.
 */
function pointerSizes(nodeSize: number, recordSize: number, depth: number) {
  if (depth > 8) throw damaged(clause('hdf5-index-deep'));
  const overhead = 10;
  const most = Math.floor((nodeSize - overhead) / recordSize);
  const countSize = bytesFor(most);
  const sizes = [{ size: 0, countSize }];
  for (let level = 1, total = most, totalSize = 0; level <= depth; level++) {
    const size = 8 + countSize + totalSize;
    sizes.push({ size, countSize });
    const own = Math.floor((nodeSize - overhead - size) / (recordSize + size));
    total = (own + 1) * total + own;
    totalSize = bytesFor(total);
  }
  return sizes;
}

/** Finds the address of an offset in a fractal heap. Rows of blocks: the first two of one size, then doubling. */
function openHeap(file: Bytes, address: number): (offset: number) => number {
  file.expect(address, 'FRHP');
  const width = file.u16(address + 110);
  const startSize = file.u64(address + 112);
  const maxDirectSize = file.u64(address + 120);
  const root = file.u64(address + 132);
  const rows = file.u16(address + 140);
  const offsetSize = Math.ceil(file.u16(address + 128) / 8);
  if (offsetSize !== 4) throw damaged(clause('hdf5-heap'));
  if (rows === 0) {
    file.expect(root, 'FHDB');
    return (offset) => root + offset;
  }
  file.expect(root, 'FHIB');
  return (offset) => {
    let start = 0;
    let pointer = root + 13 + offsetSize;
    for (let row = 0; row < rows; row++) {
      const size = row === 0 ? startSize : startSize * 2 ** (row - 1);
      if (size > maxDirectSize) break;
      for (let column = 0; column < width; column++, start += size, pointer += 8) {
        if (offset >= start && offset < start + size) {
          const block = file.u64(pointer);
          file.expect(block, 'FHDB');
          return block + (offset - start);
        }
      }
    }
    throw damaged(clause('hdf5-members'));
  };
}

/** How many bytes HDF5 takes for numbers up to this one. */
function bytesFor(largest: number): number {
  return Math.floor(Math.log2(Math.max(1, largest)) / 8) + 1;
}
