import { ModelError } from '../../error.js';
import { damaged, NOWHERE, type Bytes } from './bytes.js';
import { readDenseLinks } from './dense-links.js';
import { messageTypes, type Message } from './object-header.js';
import { clause } from '../../problems/clause.js';

/** What a group holds: the addresses of its members' headers, by name. */
export type Links = ReadonlyMap<string, number>;

/** How a symbol table says that a name is a link to another name. */
const CACHED_SOFT_LINK = 2;

/** The members of a group, from its header's messages; `null` if the object is no group. */
export function readLinks(file: Bytes, messages: readonly Message[]): Links | null {
  const table = messages.find(({ type }) => type === messageTypes.symbolTable);
  if (table !== undefined) return readSymbolTable(file, table);
  const info = messages.find(({ type }) => type === messageTypes.linkInfo);
  if (info === undefined) return null;
  const links = messages.filter(({ type }) => type === messageTypes.link).map(({ at }) => readLink(file, at));
  const addresses = info.at + 2 + (file.u8(info.at + 1) & 1 ? 8 : 0);
  const heap = file.u64(addresses);
  const many = heap === NOWHERE ? [] : readDenseLinks(file, heap, file.u64(addresses + 8));
  return new Map([...links, ...many.map((at) => readLink(file, at))]);
}

/** A link message: a name, and the address that it stands for. */
function readLink(file: Bytes, at: number): [string, number] {
  const flags = file.u8(at + 1);
  let next = at + 2;
  const kind = flags & 0x08 ? file.u8(next++) : 0;
  if (flags & 0x04) next += 8;
  if (flags & 0x10) next += 1;
  const lengthSize = 1 << (flags & 3);
  const length = file.uint(next, lengthSize);
  const name = file.text(next + lengthSize, length);
  if (kind !== 0) throw linksElsewhere(name);
  return [name, file.u64(next + lengthSize + length)];
}

function linksElsewhere(name: string): ModelError {
  return new ModelError('dangerous', clause('hdf5-link-elsewhere', { name }));
}

/** The old form of a group: a B-tree whose leaves are lists of names, the names in a heap of their own. */
function readSymbolTable(file: Bytes, { at }: Message): Links {
  const heap = file.u64(at + 8);
  file.expect(heap, 'HEAP');
  const names = { at: file.u64(heap + 24), size: file.u64(heap + 8) };
  const links = new Map<string, number>();
  const nodes = [file.u64(at)];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    file.count();
    if (file.text(node, 4) === 'SNOD') readSymbols(file, node, names, links);
    else {
      file.expect(node, 'TREE');
      const entries = file.u16(node + 6);
      for (let entry = 0; entry < entries; entry++) {
        file.count();
        nodes.push(file.u64(node + 32 + entry * 16));
      }
    }
  }
  return links;
}

function readSymbols(
  file: Bytes,
  node: number,
  names: { at: number; size: number },
  links: Map<string, number>,
): void {
  const symbols = file.u16(node + 6);
  for (let symbol = 0; symbol < symbols; symbol++) {
    const at = node + 8 + symbol * 40;
    const offset = file.u64(at);
    const name = nameAt(file, names, offset);
    const address = file.u64(at + 8);
    if (file.u32(at + 16) === CACHED_SOFT_LINK || address === NOWHERE) throw linksElsewhere(name);
    links.set(name, address);
  }
}

function nameAt(file: Bytes, names: { at: number; size: number }, offset: number): string {
  const heap = file.slice(names.at, names.size);
  const end = heap.indexOf(0, offset);
  if (offset < 0 || offset >= heap.length || end < 0) throw damaged(clause('hdf5-name'));
  return file.text(names.at + offset, end - offset);
}
