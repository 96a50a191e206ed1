import type { Node } from 'web-tree-sitter';
import type { Origin, Span } from './syntax.js';

/** What reading a statement needs to know. */
export interface Reading {
  origin: Origin;
  /** The first row of the statement in the source: rows are told from there. */
  row: number;
}

/** Deeper than anyone nests, and far from the end of the stack. */
export const DEEPEST = 120;

/** The stretch of a node. */
export function spanOf(node: Node, { origin, row }: Reading): Span {
  const { startPosition: start, endPosition: end } = node;
  return {
    origin,
    line: start.row - row,
    column: start.column,
    endLine: end.row - row,
    endColumn: end.column,
  };
}

/** The named children without comments. */
export function partsOf(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}
