import type { ColourScale } from '../../colour/scales.js';
import { createMemo, h, setText, sizeCanvas } from '../dom.js';
import type { ViewContext } from '../view.js';

const width = 140;
const height = 10;

/** Figures at the ends of a scale, and at its middle if there is one to name. */
export interface LegendLabels {
  from: string;
  middle?: string;
  to: string;
}

export interface Legend {
  readonly element: HTMLElement;
  update(scale: ColourScale, labels: LegendLabels): void;
}

/** What stands at a scale around zero. */
export function labelsAroundZero({ numbers }: ViewContext, most: number): LegendLabels {
  return { from: numbers.significant(-most, 2), middle: '0', to: numbers.significant(most, 2) };
}

/** The colours and what they stand for. */
export function createLegend(): Legend {
  const canvas = h('canvas', { 'aria-hidden': true });
  const from = h('span', {});
  const middle = h('span', {});
  const to = h('span', {});
  const changed = createMemo();
  return {
    element: h('div', { class: 'legend' }, canvas, h('div', { class: 'ends' }, from, middle, to)),
    update(scale, labels) {
      setText(from, labels.from);
      setText(middle, labels.middle ?? '');
      setText(to, labels.to);
      if (!changed(scale, window.devicePixelRatio)) return;
      const context = sizeCanvas(canvas, width, height);
      scale.styles.forEach((style, i) => {
        context.fillStyle = style;
        context.fillRect((i * width) / scale.styles.length, 0, width / scale.styles.length + 1, height);
      });
    },
  };
}
