import type { LayerSummary } from '@convscope/model';
import type { Theme } from '../../colour/theme.js';
import { distance, kernelOf, norm, unitNorms, type KernelShape } from '../../run/kernels.js';
import { h, sizeCanvas } from '../dom.js';
import type { View, ViewContext } from '../view.js';
import { captionColumns, captionRows, numbered, prepareCaptions } from './captions.js';
import { cellPlace, gridHeight, gridWidth, type Cell, type Grid } from './grid.js';
import { facts, kernelFigures } from './kernel-figures.js';
import { labelsAroundZero } from './legend.js';
import type { LookedAt } from './looked-at.js';
import { createMatrixView, type MatrixPicture } from './matrix-view.js';
import { paintFrame, paintKernels } from './paint.js';

/** Every kernel of a convolution: columns are filters, rows the maps that they read, the chosen one in figures. */
export function createKernelsView(context: ViewContext, layer: LayerSummary, shape: KernelShape): View {
  const { texts, numbers } = context;
  const { inputs, filters } = shape;
  const numFilters = texts.numFilters(filters, numbers.whole(filters));
  const numMaps = texts.numMaps(inputs, numbers.whole(inputs));
  return createMatrixView(context, layer, {
    label: texts.kernelsLabel(layer.name),
    what: inputs === 1 ? texts.onInput(numFilters) : `${numFilters} × ${numMaps}`,
    modes: true,
    walk: 'cells',
    legend: ({ most }) => ({ scale: context.theme().diverging, labels: labelsAroundZero(context, most) }),
    draw(canvas, picture, room) {
      const grid = kernelGrid(shape, room);
      draw(context, canvas, grid, picture);
      return grid;
    },
    detail: (picture, cell) => detailOf(context, shape, picture, cell),
    spoken(picture) {
      const { name, figures } = kernelFacts(context, shape, picture, picture.selected);
      return texts.kernelSpoken(name, figures.norm, figures.bias);
    },
  });
}

const leftMargin = 56;
const topMargin = 22;
const bottomMargin = 16;

/** Kernels as large as the width lets them be, in whole pixels a weight. */
function kernelGrid({ filters, inputs, width, height }: KernelShape, room: number): Grid {
  const gap = inputs === 1 ? 14 : 8;
  const most = inputs === 1 ? 132 : 50;
  const share = (room - leftMargin - 4) / filters - gap;
  const pixel = Math.max(4, Math.floor(Math.min(most, Math.max(24, share)) / width));
  return {
    columns: filters,
    rows: inputs,
    cellWidth: pixel * width,
    cellHeight: pixel * height,
    columnGap: gap,
    rowGap: 3,
    left: leftMargin,
    top: topMargin,
  };
}

function draw(
  context: ViewContext,
  canvas: HTMLCanvasElement,
  grid: Grid,
  { kernel, most, selected, pointed }: MatrixPicture,
): void {
  const { texts, numbers } = context;
  const theme = context.theme();
  const surface = sizeCanvas(canvas, gridWidth(grid) + 4, gridHeight(grid) + bottomMargin);
  paintKernels(surface, grid, kernel, { scale: theme.diverging, range: most });

  captionColumns(surface, grid, { theme, name: numbered(numbers), side: 'above', chosen: selected.column });
  const isOne = grid.rows === 1;
  captionRows(surface, grid, {
    theme,
    name: (input) => (isOne ? texts.input : texts.map(numbers.whole(input + 1))),
    chosen: isOne ? -1 : selected.row,
  });
  drawNorms(surface, grid, unitNorms(kernel), theme, texts.norm);

  const frame = (cell: Cell, look: 'selected' | 'pointed') => {
    const size = { width: grid.cellWidth, height: grid.cellHeight };
    paintFrame(surface, { ...cellPlace(grid, cell), ...size }, { theme, look });
  };
  if (pointed) frame(pointed, 'pointed');
  frame(selected, 'selected');
}

/** Under each column, how strong the filter is compared with the strongest. */
function drawNorms(
  surface: CanvasRenderingContext2D,
  grid: Grid,
  norms: Float32Array,
  theme: Theme,
  label: string,
): void {
  const y = gridHeight(grid) + 8;
  const most = Math.max(...norms) || 1;
  prepareCaptions(surface, theme, 'right');
  surface.fillText(label, grid.left - 8, y + 2);
  norms.forEach((value, filter) => {
    const { x } = cellPlace(grid, { column: filter, row: 0 });
    surface.fillStyle = theme.grid;
    surface.fillRect(x, y, grid.cellWidth, 4);
    surface.fillStyle = theme.dim;
    surface.fillRect(x, y, (grid.cellWidth * value) / most, 4);
  });
}

function detailOf(
  context: ViewContext,
  shape: KernelShape,
  picture: MatrixPicture,
  cell: Cell,
): HTMLElement[] {
  const { texts } = context;
  const { name, figures } = kernelFacts(context, shape, picture, cell);
  const values = kernelOf(picture.kernel, cell.row, cell.column);
  const scale = context.theme().diverging;
  return [
    h('h3', {}, name),
    kernelFigures(context, values, shape.width, { scale, range: picture.most }),
    facts([
      [texts.normOfKernel, figures.norm],
      [texts.changeSinceStart, figures.change],
      [texts.bias, figures.bias],
    ]),
    h('p', { class: 'tiny dim' }, texts.kernelKeys),
  ];
}

function kernelFacts(
  { texts, numbers }: ViewContext,
  { inputs }: KernelShape,
  { read, start }: LookedAt,
  { column, row }: Cell,
): { name: string; figures: { norm: string; change: string; bias: string } } {
  const { whole, fixed } = numbers;
  const values = kernelOf(read.kernel, row, column);
  const change = start && distance(kernelOf(start.kernel, row, column), values);
  const bias = read.bias?.values[column];
  const filter = whole(column + 1);
  return {
    name: inputs === 1 ? texts.filter(filter) : texts.filterOnMap(filter, whole(row + 1)),
    figures: {
      norm: fixed(norm(values), 3),
      change: change === null ? texts.notYet : fixed(change, 3),
      bias: bias === undefined ? texts.notYet : fixed(bias, 3),
    },
  };
}
