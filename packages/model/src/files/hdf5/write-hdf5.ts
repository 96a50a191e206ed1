import { byteWriter, type ByteWriter } from './byte-writer.js';
import { attributeMessage, datasetMessages, writeHeader } from './header-writer.js';
import { leafSymbols, nodeOrder, writeSymbolTable } from './symbol-table-writer.js';
import { writeTexts, type TextPlaces } from './text-writer.js';

/** A group to be written: attributes, and members by name. */
export interface NewGroup {
  /** A text, or a list of texts, by the attribute's name. */
  attributes?: Readonly<Record<string, string | readonly string[]>>;
  members?: ReadonlyMap<string, NewGroup | NewDataset>;
}

/** Numbers to be written: float32, or a single int64. */
export type NewDataset = { shape: readonly number[]; values: Float32Array } | { wholeNumber: number };

/** An attribute must fit into 64 KB, 16 bytes a text; as Keras does, longer lists become `names0`, `names1`, … */
const MOST_TEXTS = 4000;

/**
 * Writes an HDF5 file in the oldest form, which everything reads: that of h5py's default before HDF5 2.0.
 * The same groups give the same bytes; there are no dates in it.
 * After the HDF5 File Format Specification, version 3.0: superblock version 0, object headers version 1.
 */
export function writeHdf5(root: NewGroup): Uint8Array {
  const file = byteWriter();
  const superblock = file.take(96);
  const texts = writeTexts(file, allTexts(root));
  const order = nodeOrder(largestGroup(root));
  writeSuperblock(file, superblock, { root: writeGroup(file, root, { texts, order }), order });
  return file.finish();
}

function writeSuperblock(
  file: ByteWriter,
  at: number,
  { root, order }: { root: number; order: number },
): void {
  file.bytes(at, Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a));
  file.u16(at + 13, 0x0808); // An address has eight bytes, and so has a length.
  file.u16(at + 16, leafSymbols / 2);
  file.u16(at + 18, order);
  file.nowhere(at + 32);
  file.u64(at + 40, file.length);
  file.nowhere(at + 48);
  file.u64(at + 64, root);
}

interface Surroundings {
  texts: TextPlaces;
  /** Of the B-trees of all groups: the file has one for all. */
  order: number;
}

/** @returns the address of the group's header */
function writeGroup(
  file: ByteWriter,
  { attributes = {}, members = new Map() }: NewGroup,
  around: Surroundings,
): number {
  const links = [...members].map(([name, member]): [string, number] => [
    name,
    isDataset(member) ? writeDataset(file, member) : writeGroup(file, member, around),
  ]);
  const table = writeSymbolTable(file, links, around.order);
  const attributeMessages = Object.entries(attributes)
    .flatMap(([name, value]) => splitLong(name, value))
    .map(([name, value]) => attributeMessage(name, value, around.texts));
  return writeHeader(file, [table, ...attributeMessages]);
}

function isDataset(member: NewGroup | NewDataset): member is NewDataset {
  return 'values' in member || 'wholeNumber' in member;
}

/** @returns the address of the dataset's header */
function writeDataset(file: ByteWriter, dataset: NewDataset): number {
  if ('wholeNumber' in dataset) {
    const at = file.take(8);
    file.u64(at, dataset.wholeNumber);
    return writeHeader(file, datasetMessages([], 'int64', at));
  }
  const { shape, values } = dataset;
  const at = file.take(values.length * 4);
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => view.setFloat32(index * 4, value, true));
  file.bytes(at, bytes);
  return writeHeader(file, datasetMessages(shape, 'float32', at));
}

function splitLong(name: string, value: string | readonly string[]): [string, string | readonly string[]][] {
  if (typeof value === 'string' || value.length <= MOST_TEXTS) return [[name, value]];
  const parts = Math.ceil(value.length / MOST_TEXTS);
  return Array.from({ length: parts }, (_, part) => [
    `${name}${part}`,
    value.slice(part * MOST_TEXTS, (part + 1) * MOST_TEXTS),
  ]);
}

function allTexts({ attributes = {}, members = new Map() }: NewGroup): string[] {
  return [
    ...Object.values(attributes).flat(),
    ...[...members.values()].flatMap((member) => (isDataset(member) ? [] : allTexts(member))),
  ];
}

function largestGroup({ members = new Map() }: NewGroup): number {
  return [...members.values()].reduce<number>(
    (most, member) => (isDataset(member) ? most : Math.max(most, largestGroup(member))),
    members.size,
  );
}
