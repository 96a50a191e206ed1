import type { ColourScale } from '../../colour/scales.js';
import { createMemo, h, setText, sizeCanvas } from '../dom.js';

const width = 140;
const height = 10;

export interface Legend {
  readonly element: HTMLElement;
  /** Draws the scale with figures at its ends, and at its middle if there is one to name. */
  update(scale: ColourScale, labels: { from: string; middle?: string; to: string }): void;
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
