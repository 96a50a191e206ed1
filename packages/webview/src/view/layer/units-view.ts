import type { LayerSummary } from '@convscope/model';
import { createMemo, h, setAttribute, sizeCanvas } from '../dom.js';
import type { View, ViewContext } from '../view.js';
import { spokenUnit, unitDetail } from './dense-view.js';
import { cellPlace, gridHeight, gridWidth, type Cell, type Grid } from './grid.js';
import { lookAt, type LookedAt } from './looked-at.js';
import { createMatrixCanvas } from './matrix-canvas.js';
import { paintFrame } from './paint.js';
import { displayRange } from './range.js';
import { createToolbar, placeOfStep } from './toolbar.js';

/** A dense layer with too many weights for a picture: one bar a unit, the norm of its weights. */
export function createUnitsView(
  context: ViewContext,
  layer: LayerSummary,
  { inputs, units }: { inputs: number; units: number },
): View {
  const { texts, numbers } = context;
  const toolbar = createToolbar(context, { modes: false });
  toolbar.legend.element.hidden = true;
  let grid: Grid | null = null;
  const matrix = createMatrixCanvas({ id: 'filters', grid: () => grid, changed: () => context.refresh() });
  setAttribute(matrix.element, 'aria-label', texts.unitLabel(layer.name));
  const scroller = h('div', { class: 'scroller' }, matrix.element);
  const detail = h('div', { class: 'detail' });
  const element = h('div', { class: 'two' }, h('div', {}, toolbar.element, scroller), detail);
  const isOther = createMemo();
  const isOtherDetail = createMemo();
  const what = texts.unitsAsNorms(numbers.whole(units), numbers.whole(inputs));

  return {
    element,
    update() {
      const looked = lookAt(context, layer);
      if (!looked) return;
      const { read, range } = looked;
      const theme = context.theme();
      const { selected, pointed } = matrix;
      toolbar.update(what, placeOfStep(context, read.step));
      const width = scroller.clientWidth;
      const columns = [selected.column, pointed?.column];
      if (isOther(read, range, theme, width, ...columns, window.devicePixelRatio)) {
        grid = barGrid(units, width);
        drawBars(context, matrix.canvas, grid, looked, { selected, pointed });
        matrix.canvas.dataset.step = String(read.step);
      }
      const unit = (pointed ?? selected).column;
      if (isOtherDetail(read, looked.start, unit))
        detail.replaceChildren(...unitDetail(context, looked, unit));
      matrix.speak(spokenUnit(context, looked, selected.column));
    },
  };
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
  { read, range }: LookedAt,
  { selected, pointed }: { selected: Cell; pointed: Cell | null },
): void {
  const { numbers } = context;
  const theme = context.theme();
  const surface = sizeCanvas(canvas, gridWidth(grid) + 4, gridHeight(grid) + 20);
  const most = displayRange(range.norms.most);
  surface.font = `11px ${theme.fontFamily}`;
  surface.textBaseline = 'middle';
  surface.textAlign = 'right';
  for (const value of [0, most / 2, most]) {
    const y = Math.round(grid.top + barHeight * (1 - value / most));
    surface.fillStyle = theme.dim;
    surface.fillText(numbers.significant(value, 2), grid.left - 8, y);
    surface.fillStyle = theme.grid;
    surface.fillRect(grid.left, y, gridWidth(grid) - grid.left, 1);
  }
  surface.textAlign = 'center';
  read.norms.forEach((value, unit) => {
    const { x, y } = cellPlace(grid, { column: unit, row: 0 });
    const height = Math.max(1, (barHeight * value) / most);
    surface.fillStyle = unit === selected.column || unit === pointed?.column ? theme.foreground : theme.dim;
    surface.fillRect(x, y + barHeight - height, grid.cellWidth, height);
    if (unit === selected.column) {
      const place = { x, y: y + barHeight - height, width: grid.cellWidth, height };
      paintFrame(surface, place, { theme, look: 'selected' });
    }
    if (unit % 10 !== 9) return;
    surface.fillStyle = theme.dim;
    surface.fillText(numbers.whole(unit + 1), x + grid.cellWidth / 2, y + barHeight + 12);
  });
}
