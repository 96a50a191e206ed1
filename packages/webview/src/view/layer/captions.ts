import type { Theme } from '../../colour/theme.js';
import type { Numbers } from '../../texts/numbers.js';
import { cellPlace, gridHeight, type Grid } from './grid.js';

interface Captions {
  theme: Theme;
  /** What stands at a column or row, counted from 0; `null`, nothing. */
  name: (index: number) => string | null;
  /** The one that is not dim. */
  chosen?: number;
}

/** Numbers from 1, each or every tenth, … */
export function numbered(numbers: Numbers, every = 1): Captions['name'] {
  return (index) => ((index + 1) % every === 0 ? numbers.whole(index + 1) : null);
}

/** Writes small names over the columns of a picture, or under them. */
export function captionColumns(
  surface: CanvasRenderingContext2D,
  grid: Grid,
  { side, ...captions }: Captions & { side: 'above' | 'below' },
): void {
  const y = side === 'above' ? grid.top - 12 : gridHeight(grid) + 12;
  caption(surface, 'center', grid.columns, captions, (column) => {
    const { x } = cellPlace(grid, { column, row: 0 });
    return [x + grid.cellWidth / 2, y];
  });
}

/** Writes small names to the left of a picture's rows. */
export function captionRows(surface: CanvasRenderingContext2D, grid: Grid, captions: Captions): void {
  caption(surface, 'right', grid.rows, captions, (row) => {
    const { y } = cellPlace(grid, { column: 0, row });
    return [grid.left - 8, y + grid.cellHeight / 2];
  });
}

function caption(
  surface: CanvasRenderingContext2D,
  align: CanvasTextAlign,
  count: number,
  { theme, name, chosen }: Captions,
  placeOf: (index: number) => [x: number, y: number],
): void {
  prepareCaptions(surface, theme, align);
  for (let index = 0; index < count; index++) {
    const text = name(index);
    if (text === null) continue;
    surface.fillStyle = index === chosen ? theme.foreground : theme.dim;
    surface.fillText(text, ...placeOf(index));
  }
}

/** The script of captions: 11 px, dim, in the middle of its line. */
export function prepareCaptions(
  surface: CanvasRenderingContext2D,
  theme: Theme,
  align: CanvasTextAlign,
): void {
  surface.font = `11px ${theme.fontFamily}`;
  surface.textBaseline = 'middle';
  surface.textAlign = align;
  surface.fillStyle = theme.dim;
}
