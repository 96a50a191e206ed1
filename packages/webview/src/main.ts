/**
 * The run panel's page. The extension makes the document around it: `<main id="app">`, this script, its style
 * sheet. Nothing else is shared; all that is shown comes through the messages of `panelPageMethods`.
 *
 * What tests may rely on:
 * - `body[data-ready="1"]` once the first state is drawn;
 * - `#app[data-state]`: `starting`, `asking`, `preparing`, `running`, `finished`, `stopped`, `failed`;
 *   `#app[data-contact]`: `connected` or `lost`; `#app[data-looking-back]` while an earlier moment is shown;
 * - header: `#title`, `#where`, `#progress`, `#stop`, `#again` (of a finished or stopped run); rail: `#rail` (a slider), `#shown`, `#live`;
 * - before training: `[data-step="trainer|engine|data|train"][data-status]`, `#fetch`, `#use-wasm`, `#failure`;
 * - messages: `[data-message="contact-lost|failed|problem|diverged|slower-engine"]`, with `#again`, `#show-log`,
 *   `#use-tensorflow` inside;
 * - curves: `#chart-loss`, `#chart-accuracy`, in figures `#curves-table`;
 * - network, also while preparing once the run is known: `#network`, a listbox of `[data-layer=NAME]`, whose `canvas[data-step]` names the moment drawn;
 * - chosen layer: `#tab-layer`, `#tab-summary`; `#filters canvas[data-step]`, `#kernel` (the chosen one in
 *   figures), `#purpose` (a layer without weights), `#summary`.
 */
import 'vscode-jsonrpc/browser';
import type { PanelState } from '@convscope/protocol';
import { watchTheme } from './colour/theme.js';
import { createFrames } from './frames.js';
import { openSession } from './host/session.js';
import { vscodeTransport, type VsCodeApi } from './host/vscode-transport.js';
import { wantedWeights } from './host/wanted.js';
import { createWeightStore } from './host/weights.js';
import type { AppState } from './state/app-state.js';
import { numbersFor } from './texts/numbers.js';
import { catalogues } from './texts/texts.js';
import { createApp } from './view/app.js';
import type { View, ViewContext } from './view/view.js';

declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();
const kept = vscode.getState();
const state: AppState = {
  panel: null,
  run: null,
  shown: 'live',
  layer: kept?.layer ?? null,
  tab: kept?.tab ?? 'layer',
  asked: null,
  problem: null,
};

const changed = createFrames(draw);
const theme = watchTheme(() => changed('now'));
const session = openSession({
  transport: vscodeTransport(vscode),
  state,
  lookedAt: kept,
  changed,
  reconnected: () => weights.forgive(),
});
const weights = createWeightStore(session.readWeights, () => changed('soon'));
window.addEventListener('resize', () => changed('now'));
setInterval(() => {
  if (state.panel?.contact.contact === 'lost') changed('now'); // How long ago contact was lost.
}, 1000);

let app: { language: string; view: View } | null = null;

function draw(): void {
  const { panel, run } = state;
  if (!panel) return;
  if (app?.language !== panel.language) app = { language: panel.language, view: open(panel.language) };
  if (run) weights.want(run.runId, wantedWeights(state));
  app.view.update();
  keep(panel);
  document.body.dataset.ready = '1';
}

/** Leaves with VS Code what a page after this one needs. */
function keep({ lesson, phase }: PanelState): void {
  const runId = phase.phase === 'run' ? phase.runId : null;
  const { shown, layer, tab } = state;
  const next = { lesson, runId, shown, layer, tab };
  if (JSON.stringify(next) === JSON.stringify(vscode.getState())) return;
  vscode.setState(next);
}

function open(language: keyof typeof catalogues): View {
  document.documentElement.lang = language;
  const context: ViewContext = {
    language,
    texts: catalogues[language],
    numbers: numbersFor(language),
    state,
    session,
    weights,
    theme,
    choose(choice) {
      Object.assign(state, choice);
      changed('now');
    },
    refresh: () => changed('now'),
  };
  return createApp(document.querySelector<HTMLElement>('#app')!, context);
}
