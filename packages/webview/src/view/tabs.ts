import { chosenLayer, inputLayer, type AppState } from '../state/app-state.js';
import { layerKind } from './layer/layer-kind.js';
import { h, setAttribute, setText } from './dom.js';
import type { View, ViewContext } from './view.js';

/** Two groups of views: of the chosen layer, whose name stands in front, and of the whole network. */
export function createTabs(context: ViewContext): View {
  const { texts, state } = context;
  const name = h('code', { class: 'layer-name' });
  const tab = (id: AppState['tab'], text: string) =>
    h(
      'button',
      {
        'type': 'button',
        'class': 'tab',
        'role': 'tab',
        'id': `tab-${id}`,
        'aria-controls': `${id}-pane`,
        'data-tab': id,
        'on': { click: () => context.choose({ tab: id }) },
      },
      text,
    );
  const ofLayer = tab('layer', texts.tabFilters);
  const summary = tab('summary', texts.tabSummary);
  const tabs = [ofLayer, summary];
  const element = h(
    'div',
    { class: 'tabs' },
    name,
    h('div', { 'class': 'tab-list', 'role': 'tablist', 'aria-label': texts.views }, ofLayer, summary),
  );
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const next = state.tab === 'layer' ? summary : ofLayer;
    next.focus();
    next.click();
  });

  return {
    element,
    update() {
      const model = state.run?.model;
      if (!model) return;
      const chosen = chosenLayer(state, model);
      const layer = model.layers.find((candidate) => candidate.name === chosen);
      const kind = layer ? layerKind(layer).kind : 'none';
      const isConvolution = kind === 'kernels' || kind === 'norms';
      setText(name, chosen === inputLayer ? texts.input : chosen);
      setText(
        ofLayer,
        kind === 'none' ? texts.tabPurpose : isConvolution ? texts.tabFilters : texts.tabWeights,
      );
      for (const button of tabs) {
        const isChosen = button.dataset.tab === state.tab;
        setAttribute(button, 'aria-selected', String(isChosen));
        setAttribute(button, 'tabindex', isChosen ? 0 : -1);
      }
    },
  };
}
