import { render } from '@convscope/protocol';
import type { LayerSummary, ModelDescription } from '@convscope/model';
import { shownSnapshot } from '../../run/moments.js';
import { chosenLayer } from '../../state/app-state.js';
import { createMemo, h, setText } from '../dom.js';
import type { View, ViewContext } from '../view.js';
import { createDenseView } from './dense-view.js';
import { createKernelsView } from './kernels-view.js';
import { layerKind } from './layer-kind.js';
import { createNormsView } from './norms-view.js';
import { createPurposeView } from './purpose-view.js';
import { createUnitsView } from './units-view.js';

/** The chosen layer: its weights at the shown moment, or what it does. */
export function createLayerPane(context: ViewContext): View {
  const { texts, state, weights, language } = context;
  const note = h('p', { class: 'dim note', role: 'status' });
  const holder = h('div', {});
  const element = h(
    'div',
    { 'class': 'pane', 'id': 'layer-pane', 'role': 'tabpanel', 'aria-labelledby': 'tab-layer' },
    note,
    holder,
  );
  /** A layer keeps its view, and with it what is chosen there, while the run is the same. */
  const views = new Map<string, View>();
  const isOtherRun = createMemo();
  const isOtherLayer = createMemo();

  return {
    element,
    update() {
      const { run } = state;
      if (!run?.model) return;
      if (isOtherRun(run, run.model)) views.clear();
      const name = chosenLayer(state, run.model);
      const layer = run.model.layers.find((candidate) => candidate.name === name) ?? null;
      const view = views.get(name) ?? viewOf(context, layer, run.model);
      views.set(name, view);
      if (isOtherLayer(view)) holder.replaceChildren(view.element);
      const snapshot = shownSnapshot(run, state.shown);
      const hasWeights = layer !== null && layer.weights.length > 0;
      const isRead = weights.lastRead(name) !== null;
      const failure = snapshot ? weights.failure(name, snapshot.step) : null;
      const noSnapshot = run.ended ? texts.noWeights : texts.noSnapshot;
      const waiting = snapshot ? texts.loadingWeights : noSnapshot;
      const text = failure ? render(failure, language) : isRead ? '' : waiting;
      setText(note, hasWeights ? text : '');
      note.hidden = note.textContent === '';
      holder.hidden = hasWeights && !isRead;
      if (!holder.hidden) view.update();
    },
  };
}

function viewOf(context: ViewContext, layer: LayerSummary | null, model: ModelDescription): View {
  const kind = layer ? layerKind(layer) : ({ kind: 'none' } as const);
  if (!layer || kind.kind === 'none') return createPurposeView(context, layer, model);
  switch (kind.kind) {
    case 'kernels':
      return createKernelsView(context, layer, kind.shape);
    case 'norms':
      return createNormsView(context, layer, kind.shape);
    case 'matrix':
      return createDenseView(context, layer, kind);
    case 'units':
      return createUnitsView(context, layer, kind);
  }
}
