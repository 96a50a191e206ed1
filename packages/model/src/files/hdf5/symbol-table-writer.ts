import { strToU8 } from 'fflate';
import type { ByteWriter } from './byte-writer.js';
import type { NewMessage } from './header-writer.js';
import { messageTypes } from './object-header.js';

/** How many members a leaf of a group's B-tree holds. */
export const leafSymbols = 8;

/** The order of a B-tree whose one node has room for the leaves of a group of so many members: half its entries. */
export function nodeOrder(members: number): number {
  return Math.max(16, Math.ceil(members / leafSymbols / 2));
}

/** Writes a group's members: their names, their list sorted by name, and the B-tree over it. */
export function writeSymbolTable(
  file: ByteWriter,
  links: readonly (readonly [name: string, address: number])[],
  order: number,
): NewMessage {
  const symbols = links.map(([name, address]) => ({ name: strToU8(name), address })).sort(byName);
  const names = writeNames(file, symbols);
  const tree = file.take(24 + order * 2 * 16 + 8);
  file.letters(tree, 'TREE');
  file.u16(tree + 6, Math.ceil(symbols.length / leafSymbols));
  file.nowhere(tree + 8);
  file.nowhere(tree + 16);
  // Between the leaves stands the largest name of the leaf before: first none, which is at 0 in the heap.
  for (let leaf = 0; leaf * leafSymbols < symbols.length; leaf++) {
    const first = leaf * leafSymbols;
    const own = symbols.slice(first, first + leafSymbols).map(({ address }, index) => ({
      address,
      name: names.offsets[first + index]!,
    }));
    file.u64(tree + 32 + leaf * 16, writeLeaf(file, own));
    file.u64(tree + 40 + leaf * 16, own.at(-1)!.name);
  }
  return {
    type: messageTypes.symbolTable,
    size: 16,
    write: (to, at) => {
      to.u64(at, tree);
      to.u64(at + 8, names.heap);
    },
  };
}

/** The order of C's strings. */
function byName({ name: left }: { name: Uint8Array }, { name: right }: { name: Uint8Array }): number {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    if (left[index] !== right[index]) return left[index]! - right[index]!;
  }
  return left.length - right.length;
}

function writeNames(
  file: ByteWriter,
  symbols: readonly { name: Uint8Array }[],
): { heap: number; offsets: number[] } {
  const offsets: number[] = [];
  let size = 8;
  for (const { name } of symbols) {
    offsets.push(size);
    size += Math.ceil((name.length + 1) / 8) * 8;
  }
  const heap = file.take(32 + size);
  file.letters(heap, 'HEAP');
  file.u64(heap + 8, size);
  // There is no free room in it: its list of that ends before it begins, for which 1 stands.
  file.u64(heap + 16, 1);
  file.u64(heap + 24, heap + 32);
  symbols.forEach(({ name }, index) => file.bytes(heap + 32 + offsets[index]!, name));
  return { heap, offsets };
}

function writeLeaf(file: ByteWriter, symbols: readonly { name: number; address: number }[]): number {
  const leaf = file.take(8 + leafSymbols * 40);
  file.letters(leaf, 'SNOD');
  file.u8(leaf + 4, 1);
  file.u16(leaf + 6, symbols.length);
  symbols.forEach(({ name, address }, index) => {
    file.u64(leaf + 8 + index * 40, name);
    file.u64(leaf + 16 + index * 40, address);
  });
  return leaf;
}
