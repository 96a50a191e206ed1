import type { LayerSummary, ModelDescription, Shape } from '@convscope/model';
import { chosenLayer } from '../state/app-state.js';
import { createMemo, h, setAttribute } from './dom.js';
import type { View, ViewContext } from './view.js';

/** The network as Keras's `model.summary()` lists it. */
export function createSummary(context: ViewContext): View {
  const { state } = context;
  const element = h('div', {
    'class': 'pane',
    'id': 'summary-pane',
    'role': 'tabpanel',
    'aria-labelledby': 'tab-summary',
  });
  const isOther = createMemo();

  return {
    element,
    update() {
      const { run } = state;
      if (!run?.model) return;
      if (isOther(run.model)) element.replaceChildren(table(context, run.model), totals(context, run.model));
      const chosen = chosenLayer(state, run.model);
      for (const row of element.querySelectorAll('tbody tr'))
        setAttribute(row, 'data-chosen', (row as HTMLElement).dataset.layer === chosen);
    },
  };
}

function table(context: ViewContext, model: ModelDescription): HTMLElement {
  const { texts, numbers } = context;
  const heading = (text: string, look = '') => h('th', { scope: 'col', class: look }, text);
  const row = ({ name, className, outputShape, params }: LayerSummary) =>
    h(
      'tr',
      { 'data-layer': name },
      h(
        'th',
        { scope: 'row' },
        h(
          'button',
          {
            type: 'button',
            class: 'link',
            on: { click: () => context.choose({ layer: name, tab: 'layer' }) },
          },
          h('code', {}, name),
        ),
      ),
      h('td', {}, className),
      h('td', {}, h('code', {}, kerasShape(outputShape))),
      h('td', { class: 'number' }, numbers.whole(params)),
    );
  return h(
    'table',
    { class: 'summary', id: 'summary' },
    h('caption', { class: 'unseen' }, texts.summaryCaption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        heading(texts.layerColumn),
        heading(texts.typeColumn),
        heading(texts.outputColumn),
        heading(texts.paramsColumn, 'number'),
      ),
    ),
    h('tbody', {}, ...model.layers.map(row)),
  );
}

function totals({ texts, numbers }: ViewContext, model: ModelDescription): HTMLElement {
  const line = (name: string, value: number) => [h('dt', {}, name), h('dd', {}, numbers.whole(value))];
  return h(
    'dl',
    { class: 'facts totals' },
    ...line(texts.totalParams, model.totalParams),
    ...line(texts.trainableParams, model.trainableParams),
    ...line(texts.nonTrainableParams, model.nonTrainableParams),
  );
}

/** `(None, 28, 28, 6)`, as Keras prints it. */
function kerasShape(shape: Shape | null): string {
  return shape ? `(${shape.map((size) => size ?? 'None').join(', ')})` : '?';
}
