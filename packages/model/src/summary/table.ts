import { cellLines, type Alignment } from './cell.js';

/** A column of a table. `width` is what it would like for its text; the table may give it less. */
export interface Column {
  header: string;
  alignment: Alignment;
  width: number;
}

/** A table `width` characters wide, a line between all rows, the header in heavy lines. Rows are as long as `columns`. */
export function drawTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const fitted = fit(columns, width);
  const headers = columns.map(({ header }) => header);
  return [
    rule(fitted, ['┏', '━', '┳', '┓']),
    ...row(fitted, headers, { bar: '┃', shortCells: 'bottom' }),
    rule(fitted, ['┡', '━', '╇', '┩']),
    ...rows.flatMap((texts, index) => [
      ...(index === 0 ? [] : [rule(fitted, ['├', '─', '┼', '┤'])]),
      ...row(fitted, texts, { bar: '│', shortCells: 'top' }),
    ]),
    rule(fitted, ['└', '─', '┴', '┘']),
  ].join('\n');
}

/** One space stands on either side of a cell's text. */
const PADDING = 2;

/**
 * The columns with the widths that they get. What they want beyond the table's width is taken from all of them
 * evenly, from the first on, halves rounded to even.
 */
function fit(columns: readonly Column[], tableWidth: number): Column[] {
  const bars = columns.length + 1;
  const wanted = columns.reduce((sum, { width }) => sum + width + PADDING, bars);
  let excess = Math.max(0, wanted - tableWidth);
  return columns.map((column, index) => {
    const share = Math.min(column.width, roundHalfToEven(excess / (columns.length - index)));
    excess -= share;
    return { ...column, width: column.width - share };
  });
}

function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below === 0.5) return below % 2 === 0 ? below : below + 1;
  return Math.round(value);
}

/** A horizontal line: its left end, its stroke, its crossings, its right end. */
function rule(columns: readonly Column[], strokes: readonly [string, string, string, string]): string {
  const [left, stroke, cross, right] = strokes;
  return left + columns.map(({ width }) => stroke.repeat(width + PADDING)).join(cross) + right;
}

/** The lines of a row, as many as its tallest cell has. */
function row(
  columns: readonly Column[],
  texts: readonly string[],
  { bar, shortCells }: { bar: string; shortCells: 'top' | 'bottom' },
): string[] {
  const cells = columns.map(({ width, alignment }, index) => cellLines(texts[index] ?? '', width, alignment));
  const height = Math.max(...cells.map((lines) => lines.length));
  const filled = cells.map((lines, index) => {
    const blanks = Array<string>(height - lines.length).fill(' '.repeat(columns[index]?.width ?? 0));
    return shortCells === 'top' ? [...lines, ...blanks] : [...blanks, ...lines];
  });
  return Array.from({ length: height }, (_, line) => {
    const parts = filled.map((lines) => ` ${lines[line] ?? ''} `);
    return bar + parts.join(bar) + bar;
  });
}
