import { h } from '../dom.js';
import { cellAt, cellByKey, gridHeight, gridWidth, type Cell, type Grid } from './grid.js';

/** A picture of cells that can be pointed at and walked through with the arrow keys. */
export interface MatrixCanvas {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** The cell that is chosen; stays within the grid. */
  selected: Cell;
  /** The cell under the pointer. */
  pointed: Cell | null;
  /** What a screen reader is told about the chosen cell. */
  speak(text: string): void;
}

/** The cells themselves are painted by the caller, who names the grid in use. */
export function createMatrixCanvas(options: {
  id: string;
  grid: () => Grid | null;
  changed: () => void;
}): MatrixCanvas {
  const canvas = h('canvas', { 'aria-hidden': true });
  const spoken = h('span', { 'class': 'unseen', 'aria-live': 'polite' });
  const element = h('div', { class: 'matrix', id: options.id, role: 'group', tabindex: 0 }, canvas, spoken);
  const matrix: MatrixCanvas = {
    element,
    canvas,
    selected: { column: 0, row: 0 },
    pointed: null,
    speak: (text) => {
      if (spoken.textContent !== text) spoken.textContent = text;
    },
  };

  const under = (event: PointerEvent | MouseEvent): Cell | null => {
    const grid = options.grid();
    if (!grid) return null;
    const { left, top } = canvas.getBoundingClientRect();
    const x = event.clientX - left;
    const y = event.clientY - top;
    return x <= gridWidth(grid) && y <= gridHeight(grid) ? cellAt(grid, x, y) : null;
  };
  const point = (cell: Cell | null) => {
    if (cell?.column === matrix.pointed?.column && cell?.row === matrix.pointed?.row) return;
    matrix.pointed = cell;
    options.changed();
  };
  canvas.addEventListener('pointermove', (event) => point(under(event)));
  canvas.addEventListener('pointerleave', () => point(null));
  canvas.addEventListener('click', (event) => {
    matrix.selected = under(event) ?? matrix.selected;
    options.changed();
  });
  element.addEventListener('keydown', (event) => {
    const grid = options.grid();
    const next = grid && cellByKey(grid, matrix.selected, event.key);
    if (!next) return;
    event.preventDefault();
    matrix.selected = next;
    matrix.pointed = null;
    options.changed();
  });
  return matrix;
}
