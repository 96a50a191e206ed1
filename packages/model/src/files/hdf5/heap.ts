import { clause } from '../../problems/clause.js';
import { damaged, type Bytes } from './bytes.js';

/** A piece of a heap: its place and length. */
interface Piece {
  at: number;
  size: number;
}

/** The heaps of each file that were read, by their addresses. */
const heapsByFile = new WeakMap<Bytes, Map<number, ReadonlyMap<number, Piece>>>();

/**
 * Where a text lies, in one of a file's "global heaps": numbered pieces one after another.
 * @throws ModelError `damaged-file` where there is no such piece, or it is shorter
 */
export function pieceOf(file: Bytes, text: { length: number; heap: number; index: number }): number {
  const heaps = heapsByFile.get(file) ?? new Map<number, ReadonlyMap<number, Piece>>();
  heapsByFile.set(file, heaps);
  // Read once, however many texts lie in it.
  const pieces = heaps.get(text.heap) ?? readPieces(file, text.heap);
  heaps.set(text.heap, pieces);
  const piece = pieces.get(text.index);
  if (piece === undefined || piece.size < text.length) throw damaged(clause('hdf5-text-missing'));
  file.spend(text.length);
  return piece.at;
}

function readPieces(file: Bytes, heap: number): ReadonlyMap<number, Piece> {
  file.expect(heap, 'GCOL');
  const end = heap + file.u64(heap + 8);
  const pieces = new Map<number, Piece>();
  for (let at = heap + 16; at + 16 <= end;) {
    file.count();
    const size = file.u64(at + 8);
    pieces.set(file.u16(at), { at: at + 16, size });
    at += 16 + Math.ceil(Math.max(0, size) / 8) * 8;
  }
  return pieces;
}
