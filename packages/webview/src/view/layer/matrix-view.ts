import type { LayerSummary } from '@convscope/model';
import type { Weight } from '@convscope/protocol';
import type { ColourScale } from '../../colour/scales.js';
import { createMemo, h } from '../dom.js';
import type { View, ViewContext } from '../view.js';
import type { Cell, Grid } from './grid.js';
import type { LegendLabels } from './legend.js';
import { changeSince, lookAt, type LookedAt } from './looked-at.js';
import { createMatrixCanvas, type Walk } from './matrix-canvas.js';
import { displayRange } from './range.js';
import { createToolbar, placeOfStep } from './toolbar.js';

/** What a matrix is drawn from. */
export interface MatrixPicture extends LookedAt {
  /** The values in colours: the weights, or how much they have changed since the start. */
  kernel: Weight;
  /** The end of the colours' symmetric range. */
  most: number;
  selected: Cell;
  pointed: Cell | null;
}

/** What one kind of layer adds to the common view: a picture of cells, and the chosen one in figures. */
export interface MatrixKind {
  label: string;
  /** How many there are of what. */
  what: string;
  /** Whether the weights or their change can be shown. */
  modes: boolean;
  walk: Walk;
  /** Draws into the canvas what fits into `room` CSS pixels, or is scrolled, and says where the cells are. */
  draw: (canvas: HTMLCanvasElement, picture: MatrixPicture, room: number) => Grid;
  /** The colours of the picture; none, no legend. */
  legend?: (picture: MatrixPicture) => { scale: ColourScale; labels: LegendLabels };
  detail: (picture: MatrixPicture, cell: Cell) => HTMLElement[];
  /** The chosen cell as a screen reader says it. */
  spoken: (picture: MatrixPicture) => string;
}

/** A layer's weights as a matrix of cells, one of them chosen and beside it in figures. */
export function createMatrixView(context: ViewContext, layer: LayerSummary, kind: MatrixKind): View {
  const toolbar = createToolbar(context, { modes: kind.modes });
  toolbar.legend.element.hidden = !kind.legend;
  const scroller = h('div', { class: 'scroller' });
  const matrix = createMatrixCanvas({
    scroller,
    label: kind.label,
    walk: kind.walk,
    changed: () => context.refresh(),
  });
  const detail = h('div', { class: 'detail' });
  const element = h('div', { class: 'two' }, h('div', {}, toolbar.element, scroller), detail);
  const isOther = createMemo();
  const isOtherDetail = createMemo();

  return {
    element,
    update() {
      const looked = lookAt(context, layer);
      if (!looked) return;
      const { read, start, range } = looked;
      const { selected, pointed } = matrix;
      const isChange = toolbar.mode === 'change' && start !== null;
      const kernel = isChange ? changeSince(start.kernel, read.kernel) : read.kernel;
      const most = displayRange(isChange ? range.change : range.weight);
      const picture = { ...looked, kernel, most, selected, pointed };

      toolbar.update(kind.what, placeOfStep(context, read.step));
      const legend = kind.legend?.(picture);
      if (legend) toolbar.legend.update(legend.scale, legend.labels);
      const look = [read, start, range, isChange, most, context.theme(), window.devicePixelRatio];
      const cells = [selected, pointed].flatMap((cell) => [cell?.column, cell?.row]);
      if (isOther(...look, ...cells, scroller.clientWidth)) {
        matrix.grid = kind.draw(matrix.canvas, picture, scroller.clientWidth);
        matrix.canvas.dataset.step = String(read.step);
      }
      const cell = pointed ?? selected;
      if (isOtherDetail(...look, cell.column, cell.row))
        detail.replaceChildren(...kind.detail(picture, cell));
      matrix.speak(kind.spoken(picture));
    },
  };
}
