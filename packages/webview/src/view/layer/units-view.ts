import type { LayerSummary } from '@convscope/model';
import { sizeCanvas } from '../dom.js';
import type { View, ViewContext } from '../view.js';
import { captionColumns, numbered, prepareCaptions } from './captions.js';
import { cellPlace, gridHeight, gridWidth, type Grid } from './grid.js';
import { createMatrixView, type MatrixPicture } from './matrix-view.js';
import { paintFrame } from './paint.js';
import { displayRange } from './range.js';
import { spokenUnit, unitDetail } from './unit-figures.js';

/** A dense layer with too many weights for a picture: one bar a unit, the norm of its weights. */
export function createUnitsView(
  context: ViewContext,
  layer: LayerSummary,
  { inputs, units }: { inputs: number; units: number },
): View {
  const { texts, numbers } = context;
  const numUnits = texts.numUnits(units, numbers.whole(units));
  return createMatrixView(context, layer, {
    label: texts.unitLabel(layer.name),
    what: texts.unitsAsNorms(inputs, numbers.whole(inputs), numUnits),
    modes: false,
    walk: 'columns',
    draw(canvas, picture, room) {
      const grid = barGrid(units, room);
      drawBars(context, canvas, grid, picture);
      return grid;
    },
    detail: (picture, { column }) => unitDetail(context, picture, column),
    spoken: (picture) => spokenUnit(context, picture, picture.selected.column),
  });
}

const barHeight = 220;

function barGrid(units: number, room: number): Grid {
  const left = 44;
  const pitch = Math.max(3, Math.min(28, Math.floor((room - left - 4) / units)));
  const columnGap = pitch > 6 ? 3 : 1;
  return {
    columns: units,
    rows: 1,
    cellWidth: pitch - columnGap,
    cellHeight: barHeight,
    columnGap,
    rowGap: 0,
    left,
    top: 8,
  };
}

function drawBars(
  context: ViewContext,
  canvas: HTMLCanvasElement,
  grid: Grid,
  { read, range, selected, pointed }: MatrixPicture,
): void {
  const { numbers } = context;
  const theme = context.theme();
  const surface = sizeCanvas(canvas, gridWidth(grid) + 4, gridHeight(grid) + 20);
  const most = displayRange(range.norms.most);
  prepareCaptions(surface, theme, 'right');
  for (const value of [0, most / 2, most]) {
    const y = Math.round(grid.top + barHeight * (1 - value / most));
    surface.fillStyle = theme.dim;
    surface.fillText(numbers.significant(value, 2), grid.left - 8, y);
    surface.fillStyle = theme.grid;
    surface.fillRect(grid.left, y, gridWidth(grid) - grid.left, 1);
  }
  captionColumns(surface, grid, { theme, name: numbered(numbers, 10), side: 'below' });
  read.norms.forEach((value, unit) => {
    const { x, y } = cellPlace(grid, { column: unit, row: 0 });
    const height = Math.max(1, (barHeight * value) / most);
    surface.fillStyle = unit === selected.column || unit === pointed?.column ? theme.foreground : theme.dim;
    surface.fillRect(x, y + barHeight - height, grid.cellWidth, height);
    if (unit === selected.column) {
      const place = { x, y: y + barHeight - height, width: grid.cellWidth, height };
      paintFrame(surface, place, { theme, look: 'selected' });
    }
  });
}
