import { cellLines, type Alignment } from './cell.js';

/** A column of a table. `width` is what it would like for its text; the table may give it less. */
export interface Column {
  header: string;
  alignment: Alignment;
  width: number;
}

/** A table `width` characters wide, every row underlined, the header in heavy lines. Rows are as long as `columns`. */
export function drawTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const widths = outerWidths(columns, width);
  const rule = ([left, line, cross, right]: readonly [string, string, string, string]) =>
    left + widths.map((size) => line.repeat(size)).join(cross) + right;
  const row = (texts: readonly string[], bar: string) => {
    const cells = columns.map(({ alignment }, index) =>
      cellLines(texts[index] ?? '', (widths[index] ?? 0) - 2, alignment),
    );
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => {
      const texts = cells.map((lines, index) => ` ${lines[line] ?? ''.padEnd((widths[index] ?? 0) - 2)} `);
      return bar + texts.join(bar) + bar;
    });
  };
  const header = row(
    columns.map((column) => column.header),
    '┃',
  );
  const body = rows.flatMap((texts, index) => [
    ...(index === 0 ? [] : [rule(['├', '─', '┼', '┤'])]),
    ...row(texts, '│'),
  ]);
  const lines = [
    rule(['┏', '━', '┳', '┓']),
    ...header,
    rule(['┡', '━', '╇', '┩']),
    ...body,
    rule(['└', '─', '┴', '┘']),
  ];
  return lines.join('\n');
}

/**
 * Each column's width with a space on either side, without the lines between. What the columns want beyond
 * the table's width is taken from all of them evenly, from the first on, halves rounded to even.
 */
function outerWidths(columns: readonly Column[], width: number): number[] {
  const wanted = columns.map((column) => column.width + 2);
  const lines = columns.length + 1;
  let excess = Math.max(0, wanted.reduce((sum, size) => sum + size, lines) - width);
  return wanted.map((size, index) => {
    const share = Math.min(size, roundHalfToEven(excess / (columns.length - index)));
    excess -= share;
    return size - share;
  });
}

function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below === 0.5) return below % 2 === 0 ? below : below + 1;
  return Math.round(value);
}
