import { createMemo, h, setAttribute, setText } from '../dom.js';
import type { ViewContext } from '../view.js';
import { createLegend, type Legend } from './legend.js';

/** What the colours of a view mean: the weights, or how much they have changed since the start. */
type Mode = 'weights' | 'change';

export interface Toolbar {
  readonly element: HTMLElement;
  readonly legend: Legend;
  mode: Mode;
  update(what: string, at: number): void;
}

/** Above a layer's picture: which values, how many there are, of which moment, and the legend. */
export function createToolbar(context: ViewContext, options: { modes: boolean }): Toolbar {
  const { texts, numbers } = context;
  const legend = createLegend();
  const what = h('span', { class: 'small dim' });
  const moment = h('span', { class: 'small dim moment' });
  const choose = (mode: Mode) => {
    toolbar.mode = mode;
    context.refresh();
  };
  const modes: readonly [Mode, string][] = [
    ['weights', texts.weightsMode],
    ['change', texts.changeMode],
  ];
  const buttons = modes.map(([mode, text]) =>
    h(
      'button',
      { 'type': 'button', 'class': 'segment', 'data-mode': mode, 'on': { click: () => choose(mode) } },
      text,
    ),
  );
  const changed = createMemo();
  const toolbar: Toolbar = {
    element: h(
      'div',
      { class: 'toolbar' },
      options.modes &&
        h('span', { 'class': 'segments', 'role': 'group', 'aria-label': texts.mode }, ...buttons),
      what,
      moment,
      legend.element,
    ),
    legend,
    mode: 'weights',
    update(text, at) {
      setText(what, text);
      setText(moment, texts.weightsAt(numbers.fixed(at, 2)));
      if (!changed(toolbar.mode)) return;
      for (const button of buttons)
        setAttribute(button, 'aria-pressed', String(button.dataset.mode === toolbar.mode));
    },
  };
  return toolbar;
}

/** Where in the run the weights after `step` updates are. */
export function placeOfStep({ state }: ViewContext, step: number): number {
  return state.run?.snapshots.find((snapshot) => snapshot.step === step)?.at ?? 0;
}
