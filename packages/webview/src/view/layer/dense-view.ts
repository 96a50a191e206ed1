import type { LayerSummary } from '@convscope/model';
import { createMemo, h, setAttribute, sizeCanvas } from '../dom.js';
import { transposed } from '../network/tile.js';
import type { View, ViewContext } from '../view.js';
import { cellPlace, gridHeight, gridWidth, type Cell, type Grid } from './grid.js';
import { facts } from './kernel-figures.js';
import { legendEnds } from './kernels-view.js';
import { changeSince, lookAt, type LookedAt } from './looked-at.js';
import { createMatrixCanvas } from './matrix-canvas.js';
import { changeOf } from './norms-view.js';
import { paintFrame, paintValues } from './paint.js';
import { displayRange } from './range.js';
import { createToolbar, placeOfStep } from './toolbar.js';

/** A dense layer, every weight: a row a unit, a column an input. */
export function createDenseView(
  context: ViewContext,
  layer: LayerSummary,
  { inputs, units }: { inputs: number; units: number },
): View {
  const { texts, numbers } = context;
  const toolbar = createToolbar(context, { modes: true });
  let grid: Grid | null = null;
  const matrix = createMatrixCanvas({ id: 'filters', grid: () => grid, changed: () => context.refresh() });
  setAttribute(matrix.element, 'aria-label', texts.unitLabel(layer.name));
  const scroller = h('div', { class: 'scroller' }, matrix.element);
  const detail = h('div', { class: 'detail' });
  const element = h('div', { class: 'two' }, h('div', {}, toolbar.element, scroller), detail);
  const isOther = createMemo();
  const isOtherDetail = createMemo();
  const what = texts.unitsByInputs(numbers.whole(units), numbers.whole(inputs));

  return {
    element,
    update() {
      const looked = lookAt(context, layer);
      if (!looked) return;
      const { read, start } = looked;
      const theme = context.theme();
      const { selected, pointed } = matrix;
      const isChange = toolbar.mode === 'change' && start !== null;
      const { values } = isChange ? changeSince(start.kernel, read.kernel) : read.kernel;
      const range = displayRange(isChange ? looked.range.change : looked.range.weight);
      toolbar.update(what, placeOfStep(context, read.step));
      toolbar.legend.update(theme.diverging, legendEnds(context, range));
      const width = scroller.clientWidth;
      if (isOther(read, isChange, range, theme, width, selected.row, pointed?.row, window.devicePixelRatio)) {
        grid = denseGrid(inputs, units, width);
        const surface = sizeCanvas(matrix.canvas, gridWidth(grid) + 4, gridHeight(grid) + 4);
        paintValues(surface, grid, transposed(values, units), {
          scale: theme.diverging,
          from: -range,
          to: range,
        });
        drawUnits(context, surface, grid, { selected, pointed });
        matrix.canvas.dataset.step = String(read.step);
      }
      const unit = (pointed ?? selected).row;
      if (isOtherDetail(read, start, unit)) detail.replaceChildren(...unitDetail(context, looked, unit));
      matrix.speak(spokenUnit(context, looked, selected.row));
    },
  };
}

const leftMargin = 40;
const topMargin = 20;

function denseGrid(inputs: number, units: number, room: number): Grid {
  return {
    columns: inputs,
    rows: units,
    cellWidth: Math.max(2, Math.min(24, Math.floor((room - leftMargin - 4) / inputs))),
    cellHeight: Math.max(6, Math.min(24, Math.floor(280 / units))),
    columnGap: 0,
    rowGap: 2,
    left: leftMargin,
    top: topMargin,
  };
}

function drawUnits(
  context: ViewContext,
  surface: CanvasRenderingContext2D,
  grid: Grid,
  { selected, pointed }: { selected: Cell; pointed: Cell | null },
): void {
  const { numbers } = context;
  const theme = context.theme();
  surface.font = `11px ${theme.fontFamily}`;
  surface.textBaseline = 'middle';
  surface.textAlign = 'center';
  surface.fillStyle = theme.dim;
  for (let input = 9; input < grid.columns; input += 10)
    surface.fillText(
      numbers.whole(input + 1),
      cellPlace(grid, { column: input, row: 0 }).x + grid.cellWidth / 2,
      8,
    );
  surface.textAlign = 'right';
  const every = grid.cellHeight >= 12 ? 1 : 10;
  for (let unit = every - 1; unit < grid.rows; unit += every) {
    surface.fillStyle = unit === selected.row ? theme.foreground : theme.dim;
    const { y } = cellPlace(grid, { column: 0, row: unit });
    surface.fillText(numbers.whole(unit + 1), grid.left - 8, y + grid.cellHeight / 2);
  }
  const size = { width: gridWidth(grid) - grid.left, height: grid.cellHeight };
  const frame = ({ row }: Cell, look: 'selected' | 'pointed') =>
    paintFrame(surface, { ...cellPlace(grid, { column: 0, row }), ...size }, { theme, look });
  if (pointed) frame(pointed, 'pointed');
  frame(selected, 'selected');
}

/** A unit in figures. */
export function unitDetail(context: ViewContext, { read, start }: LookedAt, unit: number): HTMLElement[] {
  const { texts, numbers } = context;
  const { fixed } = numbers;
  const units = read.kernel.shape.at(-1)!;
  let least = Infinity;
  let most = -Infinity;
  for (let i = unit; i < read.kernel.values.length; i += units) {
    least = Math.min(least, read.kernel.values[i]!);
    most = Math.max(most, read.kernel.values[i]!);
  }
  const bias = read.bias?.values[unit];
  return [
    h('h3', {}, texts.unit(numbers.whole(unit + 1))),
    facts([
      [texts.normOfUnit, fixed(read.norms[unit]!, 3)],
      [texts.largestWeight, fixed(most, 3)],
      [texts.smallestWeight, fixed(least, 3)],
      [texts.changeSinceStart, start ? fixed(changeOf(start.kernel, read.kernel, unit), 3) : texts.notYet],
      [texts.bias, bias === undefined ? texts.notYet : fixed(bias, 3)],
    ]),
    h('p', { class: 'tiny dim' }, texts.keysHint),
  ];
}

/** A unit as a screen reader says it. */
export function spokenUnit({ texts, numbers }: ViewContext, { read }: LookedAt, unit: number): string {
  return texts.unitSpoken(
    texts.unit(numbers.whole(unit + 1)),
    numbers.fixed(read.norms[unit]!, 3),
    numbers.fixed(read.bias?.values[unit] ?? 0, 3),
  );
}
