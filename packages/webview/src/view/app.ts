import { hasTrained, pageState } from '../state/app-state.js';
import { isLost } from './contact.js';
import { createCurves } from './curves.js';
import { h, setAttribute, setText } from './dom.js';
import { createHeader } from './header.js';
import { createLayerPane } from './layer/layer-pane.js';
import { createMessages } from './messages.js';
import { createStrip } from './network/strip.js';
import { createRail } from './rail.js';
import { createSteps } from './steps.js';
import { createSummary } from './summary.js';
import { createTabs } from './tabs.js';
import type { View, ViewContext } from './view.js';

/**
 * The whole page in `app`. What is above the rail is now; what is below it is at the shown moment. Before
 * there is training to look at, a list of steps stands in place of the curves; the network itself can be looked
 * at as soon as it is known.
 */
export function createApp(app: HTMLElement, context: ViewContext): View {
  const { state } = context;
  const header = createHeader(context);
  const rail = createRail(context);
  const messages = createMessages(context);
  const steps = createSteps(context);
  const curves = createCurves(context);
  const strip = createStrip(context);
  const tabs = createTabs(context);
  const layerPane = createLayerPane(context);
  const summary = createSummary(context);
  const pictures = h(
    'div',
    { class: 'pictures' },
    curves.element,
    strip.element,
    tabs.element,
    layerPane.element,
    summary.element,
  );
  const spoken = h('p', { class: 'unseen', role: 'status' });
  const top = h('div', { class: 'top' }, header.element, rail.element);
  app.replaceChildren(spoken, top, messages.element, steps.element, pictures);

  return {
    element: app,
    update() {
      const { panel, run } = state;
      const page = pageState(state);
      setText(spoken, isLost(state) ? context.texts.contactLostBefore : context.texts[page]);
      const isTrained = run !== null && hasTrained(run);
      setAttribute(app, 'data-state', page);
      setAttribute(app, 'data-contact', panel?.contact.contact ?? 'connected');
      setAttribute(app, 'data-looking-back', state.shown !== 'live');
      rail.element.hidden = !isTrained;
      curves.element.hidden = !isTrained;
      pictures.hidden = !run?.model;
      steps.element.hidden = isTrained;
      layerPane.element.hidden = state.tab !== 'layer';
      summary.element.hidden = state.tab !== 'summary';
      header.update();
      messages.update();
      if (isTrained) for (const view of [rail, curves]) view.update();
      else steps.update();
      if (pictures.hidden) return;
      for (const view of [strip, tabs]) view.update();
      (state.tab === 'layer' ? layerPane : summary).update();
    },
  };
}
