import type { LayerSummary } from '@convscope/model';
import { sizeCanvas } from '../dom.js';
import { transposed } from '../network/tile.js';
import type { View, ViewContext } from '../view.js';
import { captionColumns, captionRows, numbered } from './captions.js';
import { cellPlace, gridHeight, gridWidth, type Cell, type Grid } from './grid.js';
import { labelsAroundZero } from './legend.js';
import { createMatrixView, type MatrixPicture } from './matrix-view.js';
import { paintFrame, paintValues } from './paint.js';
import { spokenUnit, unitDetail } from './unit-figures.js';

/** A dense layer, every weight: a row a unit, a column an input. */
export function createDenseView(
  context: ViewContext,
  layer: LayerSummary,
  { inputs, units }: { inputs: number; units: number },
): View {
  const { texts, numbers } = context;
  const numUnits = texts.numUnits(units, numbers.whole(units));
  const numInputs = texts.numInputs(inputs, numbers.whole(inputs));
  return createMatrixView(context, layer, {
    label: texts.unitLabel(layer.name),
    what: texts.unitsByInputs(numUnits, numInputs),
    modes: true,
    walk: 'rows',
    legend: ({ most }) => ({ scale: context.theme().diverging, labels: labelsAroundZero(context, most) }),
    draw(canvas, picture, room) {
      const grid = denseGrid(inputs, units, room);
      drawUnits(context, canvas, grid, picture);
      return grid;
    },
    detail: (picture, { row }) => unitDetail(context, picture, row),
    spoken: (picture) => spokenUnit(context, picture, picture.selected.row),
  });
}

const leftMargin = 40;
const topMargin = 20;

function denseGrid(inputs: number, units: number, room: number): Grid {
  return {
    columns: inputs,
    rows: units,
    cellWidth: Math.max(2, Math.min(24, Math.floor((room - leftMargin - 4) / inputs))),
    cellHeight: Math.max(6, Math.min(24, Math.floor(220 / units))),
    columnGap: 0,
    rowGap: 2,
    left: leftMargin,
    top: topMargin,
  };
}

function drawUnits(
  context: ViewContext,
  canvas: HTMLCanvasElement,
  grid: Grid,
  { kernel, most, selected, pointed }: MatrixPicture,
): void {
  const { numbers } = context;
  const theme = context.theme();
  const surface = sizeCanvas(canvas, gridWidth(grid) + 4, gridHeight(grid) + 4);
  const values = transposed(kernel.values, grid.rows);
  paintValues(surface, grid, values, { scale: theme.diverging, from: -most, to: most });
  captionColumns(surface, grid, { theme, name: numbered(numbers, 10), side: 'above' });
  const every = grid.cellHeight >= 12 ? 1 : 10;
  captionRows(surface, grid, { theme, name: numbered(numbers, every), chosen: selected.row });
  const size = { width: gridWidth(grid) - grid.left, height: grid.cellHeight };
  const frame = ({ row }: Cell, look: 'selected' | 'pointed') =>
    paintFrame(surface, { ...cellPlace(grid, { column: 0, row }), ...size }, { theme, look });
  if (pointed) frame(pointed, 'pointed');
  frame(selected, 'selected');
}
