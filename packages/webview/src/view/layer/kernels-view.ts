import type { LayerSummary } from '@convscope/model';
import type { Weight } from '@convscope/protocol';
import { distance, kernelOf, norm, unitNorms, type KernelShape } from '../../run/kernels.js';
import { createMemo, h, setAttribute, sizeCanvas } from '../dom.js';
import type { View, ViewContext } from '../view.js';
import { cellPlace, gridHeight, gridWidth, type Cell, type Grid } from './grid.js';
import { facts, kernelFigures } from './kernel-figures.js';
import { changeSince, lookAt, type LookedAt } from './looked-at.js';
import { createMatrixCanvas } from './matrix-canvas.js';
import { paintFrame, paintKernels } from './paint.js';
import { displayRange } from './range.js';
import { createToolbar, placeOfStep } from './toolbar.js';

/** Every kernel of a convolution: columns are filters, rows the maps that they read, the chosen one in figures. */
export function createKernelsView(context: ViewContext, layer: LayerSummary, shape: KernelShape): View {
  const { texts } = context;
  const toolbar = createToolbar(context, { modes: true });
  let grid: Grid | null = null;
  const matrix = createMatrixCanvas({ id: 'filters', grid: () => grid, changed: () => context.refresh() });
  setAttribute(matrix.element, 'aria-label', texts.matrixLabel(layer.name));
  const scroller = h('div', { class: 'scroller' }, matrix.element);
  const detail = h('div', { class: 'detail' });
  const element = h('div', { class: 'two' }, h('div', {}, toolbar.element, scroller), detail);
  const isOther = createMemo();
  const isOtherDetail = createMemo();

  return {
    element,
    update() {
      const looked = lookAt(context, layer);
      if (!looked) return;
      const theme = context.theme();
      const { selected, pointed } = matrix;
      const isChange = toolbar.mode === 'change' && looked.start !== null;
      const kernel = isChange ? changeSince(looked.start!.kernel, looked.read.kernel) : looked.read.kernel;
      const range = displayRange(isChange ? looked.range.change : looked.range.weight);
      const { read, start } = looked;
      const what = describe(context, shape);
      const scale = theme.diverging;
      toolbar.update(what, placeOfStep(context, read.step));
      const ends = legendEnds(context, range);
      toolbar.legend.update(scale, ends);

      const width = scroller.clientWidth;
      const cell = `${selected.column},${selected.row}`;
      const hover = pointed ? `${pointed.column},${pointed.row}` : '';
      if (isOther(read, start, isChange, range, theme, width, cell, hover, window.devicePixelRatio)) {
        grid = kernelGrid(shape, width);
        draw(context, { canvas: matrix.canvas, grid, kernel, range, selected, pointed, shape });
        matrix.canvas.dataset.step = String(read.step);
      }
      const at = pointed ?? selected;
      if (isOtherDetail(read, start, isChange, range, theme, at.column, at.row))
        detail.replaceChildren(...drawDetail(context, { shape, kernel, range, looked, at }));
      const { name, figures } = kernelFacts(context, shape, looked, selected);
      matrix.speak(texts.kernelSpoken(name, figures.norm, figures.bias));
    },
  };
}

/** The legend of a range around zero. */
export function legendEnds(
  { numbers }: ViewContext,
  range: number,
): { from: string; middle: string; to: string } {
  return { from: numbers.significant(-range, 2), middle: '0', to: numbers.significant(range, 2) };
}

function describe({ texts, numbers }: ViewContext, { inputs, filters }: KernelShape): string {
  const { whole } = numbers;
  return inputs === 1
    ? texts.filtersOfInput(filters, whole(filters))
    : texts.filtersOfMaps(filters, whole(filters), whole(inputs));
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

interface Drawing {
  canvas: HTMLCanvasElement;
  grid: Grid;
  kernel: Weight;
  range: number;
  selected: Cell;
  pointed: Cell | null;
  shape: KernelShape;
}

function draw(
  context: ViewContext,
  { canvas, grid, kernel, range, selected, pointed, shape }: Drawing,
): void {
  const { texts, numbers } = context;
  const theme = context.theme();
  const height = gridHeight(grid) + bottomMargin;
  const surface = sizeCanvas(canvas, gridWidth(grid) + 4, height);
  paintKernels(surface, grid, kernel, { scale: theme.diverging, range });

  surface.font = `11px ${theme.fontFamily}`;
  surface.textBaseline = 'middle';
  surface.textAlign = 'center';
  for (let filter = 0; filter < grid.columns; filter++) {
    const { x } = cellPlace(grid, { column: filter, row: 0 });
    surface.fillStyle = filter === selected.column ? theme.foreground : theme.dim;
    surface.fillText(numbers.whole(filter + 1), x + grid.cellWidth / 2, 9);
  }
  surface.textAlign = 'right';
  for (let input = 0; input < grid.rows; input++) {
    const { y } = cellPlace(grid, { column: 0, row: input });
    const name = shape.inputs === 1 ? texts.input : texts.map(numbers.whole(input + 1));
    surface.fillStyle = input === selected.row && shape.inputs > 1 ? theme.foreground : theme.dim;
    surface.fillText(name, grid.left - 10, y + grid.cellHeight / 2);
  }
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
  theme: { foreground: string; dim: string; grid: string },
  label: string,
): void {
  const y = gridHeight(grid) + 8;
  const most = Math.max(...norms) || 1;
  surface.fillStyle = theme.dim;
  surface.fillText(label, grid.left - 10, y + 2);
  norms.forEach((value, filter) => {
    const { x } = cellPlace(grid, { column: filter, row: 0 });
    surface.fillStyle = theme.grid;
    surface.fillRect(x, y, grid.cellWidth, 4);
    surface.fillStyle = theme.dim;
    surface.fillRect(x, y, (grid.cellWidth * value) / most, 4);
  });
}

function drawDetail(
  context: ViewContext,
  options: { shape: KernelShape; kernel: Weight; range: number; looked: LookedAt; at: Cell },
): HTMLElement[] {
  const { texts } = context;
  const { shape, kernel, range, looked, at } = options;
  const { name, figures } = kernelFacts(context, shape, looked, at);
  const values = kernelOf(kernel, at.row, at.column);
  return [
    h('h3', {}, name),
    kernelFigures(context, values, shape.width, { scale: context.theme().diverging, range }),
    facts([
      [texts.normOfKernel, figures.norm],
      [texts.changeSinceStart, figures.change],
      [texts.bias, figures.bias],
    ]),
    h('p', { class: 'tiny dim' }, texts.keysHint),
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
