/** A grid of equal cells in a picture, in CSS pixels, `left` and `top` being room for headings. */
export interface Grid {
  columns: number;
  rows: number;
  cellWidth: number;
  cellHeight: number;
  columnGap: number;
  rowGap: number;
  left: number;
  top: number;
}

/** A cell, counted from 0. */
export interface Cell {
  column: number;
  row: number;
}

export function gridWidth({ columns, cellWidth, columnGap, left }: Grid): number {
  return left + columns * (cellWidth + columnGap) - columnGap;
}

export function gridHeight({ rows, cellHeight, rowGap, top }: Grid): number {
  return top + rows * (cellHeight + rowGap) - rowGap;
}

/** The upper left corner of a cell. */
export function cellPlace(grid: Grid, { column, row }: Cell): { x: number; y: number } {
  return {
    x: grid.left + column * (grid.cellWidth + grid.columnGap),
    y: grid.top + row * (grid.cellHeight + grid.rowGap),
  };
}

/** The cell at a point, gaps belonging to the cell before them; `null` outside. */
export function cellAt(grid: Grid, x: number, y: number): Cell | null {
  const column = Math.floor((x - grid.left) / (grid.cellWidth + grid.columnGap));
  const row = Math.floor((y - grid.top) / (grid.cellHeight + grid.rowGap));
  const isInside = column >= 0 && row >= 0 && column < grid.columns && row < grid.rows;
  return isInside ? { column, row } : null;
}

/**
 * The cell that an arrow key, Home or End leads to; `null` for other keys, and for arrows along an axis on which
 * there is one cell only: those are left to the page.
 */
export function cellByKey(
  { columns, rows }: Pick<Grid, 'columns' | 'rows'>,
  { column, row }: Cell,
  key: string,
): Cell | null {
  const inColumn = (to: number) => (rows > 1 ? { column, row: within(to, rows) } : null);
  const inRow = (to: number) => (columns > 1 ? { column: within(to, columns), row } : null);
  switch (key) {
    case 'ArrowLeft':
      return inRow(column - 1);
    case 'ArrowRight':
      return inRow(column + 1);
    case 'ArrowUp':
      return inColumn(row - 1);
    case 'ArrowDown':
      return inColumn(row + 1);
    case 'Home':
      return inRow(0) ?? inColumn(0);
    case 'End':
      return inRow(columns - 1) ?? inColumn(rows - 1);
    default:
      return null;
  }
}

const within = (index: number, length: number) => Math.min(length - 1, Math.max(0, index));
