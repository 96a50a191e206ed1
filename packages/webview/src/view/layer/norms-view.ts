import type { LayerSummary } from '@convscope/model';
import type { Weight } from '@convscope/protocol';
import { changeOf, unitNorms, type KernelShape } from '../../run/kernels.js';
import { h, sizeCanvas } from '../dom.js';
import type { View, ViewContext } from '../view.js';
import { captionColumns, captionRows, numbered, prepareCaptions } from './captions.js';
import { cellPlace, gridHeight, gridWidth, type Cell, type Grid } from './grid.js';
import { facts } from './kernel-figures.js';
import { createLegend, labelsAroundZero } from './legend.js';
import type { LookedAt } from './looked-at.js';
import { createMatrixView, type MatrixPicture } from './matrix-view.js';
import { paintFrame, paintKernels, paintValues } from './paint.js';

/** A convolution with very many kernels: one cell each, its norm; the chosen filter opens into its kernels. */
export function createNormsView(context: ViewContext, layer: LayerSummary, shape: KernelShape): View {
  const { texts, numbers } = context;
  const { filters, inputs } = shape;
  const numFilters = texts.numFilters(filters, numbers.whole(filters));
  const numMaps = texts.numMaps(inputs, numbers.whole(inputs));
  const numKernels = texts.numKernels(filters * inputs, numbers.whole(filters * inputs));
  return createMatrixView(context, layer, {
    label: texts.filtersLabel(layer.name),
    what: `${numFilters} × ${numMaps} = ${texts.cellsAreNorms(numKernels)}`,
    modes: false,
    walk: 'columns',
    legend({ range }) {
      const { least, most } = range.norms;
      const labels = { from: numbers.significant(least, 2), to: numbers.significant(most, 2) };
      return { scale: context.theme().sequential, labels };
    },
    draw(canvas, picture, room) {
      const grid = normGrid(shape, room);
      drawNorms(context, canvas, grid, picture);
      return grid;
    },
    detail: (picture, { column }) => detailOf(context, shape, picture, column),
    spoken: (picture) => spokenFilter(context, picture, picture.selected.column),
  });
}

const leftMargin = 56;
const topMargin = 20;

function normGrid({ filters, inputs }: KernelShape, room: number): Grid {
  const cellWidth = Math.max(3, Math.min(24, Math.floor((room - leftMargin - 16) / filters)));
  const cellHeight = Math.max(6, Math.min(22, Math.floor(256 / inputs)));
  return {
    columns: filters,
    rows: inputs,
    cellWidth,
    cellHeight,
    columnGap: 0,
    rowGap: 0,
    left: leftMargin,
    top: topMargin,
  };
}

function drawNorms(
  context: ViewContext,
  canvas: HTMLCanvasElement,
  grid: Grid,
  { read, range, selected, pointed }: MatrixPicture,
): void {
  const { numbers, texts } = context;
  const theme = context.theme();
  const surface = sizeCanvas(canvas, gridWidth(grid) + 10, gridHeight(grid) + 4);
  const { least, most } = range.norms;
  paintValues(surface, grid, read.norms, { scale: theme.sequential, from: least, to: most });
  const every = grid.cellWidth >= 20 ? 1 : 10;
  captionColumns(surface, grid, { theme, name: numbered(numbers, every), side: 'above' });
  const rowEvery = grid.cellHeight >= 12 ? 1 : 8;
  const rowName = (input: number) =>
    input === 0 ? texts.map(numbers.whole(1)) : input % rowEvery ? null : numbers.whole(input + 1);
  captionRows(surface, grid, { theme, name: rowName });
  const size = { width: grid.cellWidth, height: gridHeight(grid) - grid.top };
  const frame = ({ column }: Cell, look: 'selected' | 'pointed') =>
    paintFrame(surface, { ...cellPlace(grid, { column, row: 0 }), ...size }, { theme, look });
  if (pointed) frame(pointed, 'pointed');
  frame(selected, 'selected');
}

/** One filter: its kernels in colours, and what there is to say about it in figures. */
function detailOf(
  context: ViewContext,
  shape: KernelShape,
  picture: MatrixPicture,
  column: number,
): HTMLElement[] {
  const { texts, numbers } = context;
  const { whole } = numbers;
  const numKernels = texts.numKernels(shape.inputs, whole(shape.inputs));
  const legend = createLegend();
  legend.update(context.theme().diverging, labelsAroundZero(context, picture.most));
  const canvas = h('canvas', { 'aria-hidden': true });
  drawKernels(context, canvas, picture.kernel, { shape, column, range: picture.most });
  return [
    h(
      'div',
      { class: 'detail-head' },
      h('h3', {}, texts.kernelsOfFilter(whole(column + 1), numKernels)),
      legend.element,
    ),
    canvas,
    factsOf(context, picture, column),
    h('p', { class: 'tiny dim' }, texts.filterKeys),
  ];
}

/** About the column beside the picture, in CSS pixels. */
const detailWidth = 320;

/** The kernels of one filter, one for each map that it reads. */
function drawKernels(
  context: ViewContext,
  canvas: HTMLCanvasElement,
  kernel: Weight,
  { shape, column, range }: { shape: KernelShape; column: number; range: number },
): void {
  const theme = context.theme();
  const columns = shape.inputs <= 18 ? 6 : 8;
  const columnGap = 12;
  const pixel = Math.max(2, Math.floor((detailWidth / columns - columnGap) / shape.width));
  const grid: Grid = {
    columns,
    rows: Math.ceil(shape.inputs / columns),
    cellWidth: pixel * shape.width,
    cellHeight: pixel * shape.height,
    columnGap,
    rowGap: 18,
    left: 0,
    top: 0,
  };
  const surface = sizeCanvas(canvas, gridWidth(grid), gridHeight(grid) + 16);
  const { height, width, inputs, filters } = shape;
  const values = new Float32Array(height * width * inputs);
  for (let i = 0; i < values.length; i++) values[i] = kernel.values[i * filters + column]!;
  paintKernels(
    surface,
    grid,
    { name: kernel.name, shape: [height, width, inputs, 1], values },
    {
      scale: theme.diverging,
      range,
      cellOf: (_filter, input) => ({ column: input % columns, row: Math.floor(input / columns) }),
    },
  );
  prepareCaptions(surface, context.theme(), 'center');
  for (let input = 0; input < inputs; input++) {
    const { x, y } = cellPlace(grid, { column: input % columns, row: Math.floor(input / columns) });
    surface.fillText(context.numbers.whole(input + 1), x + grid.cellWidth / 2, y + grid.cellHeight + 8);
  }
}

function factsOf({ texts, numbers }: ViewContext, { read, start }: LookedAt, filter: number): HTMLElement {
  const bias = read.bias?.values[filter];
  const change = start ? changeOf(start.kernel, read.kernel, filter) : null;
  return facts([
    [texts.normOfFilter, numbers.fixed(unitNorms(read.kernel)[filter]!, 3)],
    [texts.changeSinceStart, change === null ? texts.notYet : numbers.fixed(change, 3)],
    [texts.bias, bias === undefined ? texts.notYet : numbers.fixed(bias, 3)],
  ]);
}

function spokenFilter({ texts, numbers }: ViewContext, { read }: LookedAt, column: number): string {
  return texts.kernelSpoken(
    texts.filter(numbers.whole(column + 1)),
    numbers.fixed(unitNorms(read.kernel)[column]!, 3),
    numbers.fixed(read.bias?.values[column] ?? 0, 3),
  );
}
