import { h, setText } from '../dom.js';
import { cellAt, cellByKey, cellPlace, gridHeight, gridWidth, type Cell, type Grid } from './grid.js';

/** What is chosen one by one: each cell, whole columns or whole rows. */
export type Walk = 'cells' | 'columns' | 'rows';

/** A picture of cells that can be pointed at and walked through with the arrow keys. */
export interface MatrixCanvas {
  readonly canvas: HTMLCanvasElement;
  /** Where the cells are; the caller, who paints them, says so. */
  grid: Grid | null;
  /** The cell that is chosen; stays within the grid. */
  selected: Cell;
  /** The cell under the pointer. */
  pointed: Cell | null;
  /** What a screen reader is told about the chosen cell once somebody comes or chooses, not when weights change. */
  speak(text: string): void;
}

/** Puts an empty picture into `scroller`. */
export function createMatrixCanvas(options: {
  scroller: HTMLElement;
  label: string;
  walk: Walk;
  changed: () => void;
}): MatrixCanvas {
  const { scroller, label, walk, changed } = options;
  const canvas = h('canvas', { 'aria-hidden': true });
  const spoken = h('span', { 'class': 'unseen', 'aria-live': 'polite' });
  const element = h(
    'div',
    { 'class': 'matrix', 'id': 'filters', 'role': 'group', 'tabindex': 0, 'aria-label': label },
    canvas,
    spoken,
  );
  scroller.append(element);
  let isAsked = false;
  const matrix: MatrixCanvas = {
    canvas,
    grid: null,
    selected: { column: 0, row: 0 },
    pointed: null,
    speak(text) {
      if (!isAsked) return;
      isAsked = false;
      setText(spoken, text);
    },
  };

  const under = (event: PointerEvent | MouseEvent): Cell | null => {
    const { grid } = matrix;
    if (!grid) return null;
    const { left, top } = canvas.getBoundingClientRect();
    const x = event.clientX - left;
    const y = event.clientY - top;
    return x <= gridWidth(grid) && y <= gridHeight(grid) ? cellAt(grid, x, y) : null;
  };
  const point = (cell: Cell | null) => {
    if (cell?.column === matrix.pointed?.column && cell?.row === matrix.pointed?.row) return;
    matrix.pointed = cell;
    changed();
  };
  const ask = () => {
    isAsked = true;
    changed();
  };
  canvas.addEventListener('pointermove', (event) => point(under(event)));
  canvas.addEventListener('pointerleave', () => point(null));
  canvas.addEventListener('click', (event) => {
    matrix.selected = under(event) ?? matrix.selected;
    ask();
  });
  element.addEventListener('focus', ask);
  element.addEventListener('blur', () => setText(spoken, ''));
  element.addEventListener('keydown', (event) => {
    const { grid } = matrix;
    const next = grid && cellByKey(walked(grid, walk), matrix.selected, event.key);
    if (!next) return;
    event.preventDefault();
    matrix.selected = next;
    matrix.pointed = null;
    reveal(scroller, grid, next);
    ask();
  });
  return matrix;
}

/** The grid as it is walked through: whole columns are a single row of cells. */
function walked({ columns, rows }: Grid, walk: Walk): { columns: number; rows: number } {
  return { columns: walk === 'rows' ? 1 : columns, rows: walk === 'columns' ? 1 : rows };
}

/** Scrolls a cell into view sideways, and the headings with the first. */
function reveal(scroller: HTMLElement, grid: Grid, cell: Cell): void {
  const { x } = cellPlace(grid, cell);
  const margin = grid.columnGap + 8;
  const from = cell.column === 0 ? 0 : x - margin;
  const to = x + grid.cellWidth + margin;
  if (from < scroller.scrollLeft) scroller.scrollLeft = from;
  else if (to > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = to - scroller.clientWidth;
}
