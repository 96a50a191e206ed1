import type { Span } from './python/syntax.js';
import type { Place } from './script-description.js';

/** Where a stretch of the source is now. */
export function placeOf({ origin, line, column, endLine, endColumn }: Span): Place {
  return {
    line: origin.line + line + 1,
    column,
    endLine: origin.line + endLine + 1,
    endColumn,
    ...(origin.cell === undefined ? {} : { cell: origin.cell }),
  };
}

/** Negative where `left` stands before `right`. */
export function comparePlaces(left: Place, right: Place): number {
  return (left.cell ?? 0) - (right.cell ?? 0) || left.line - right.line || left.column - right.column;
}
