import type { PanelState, WireError } from '@convscope/protocol';
import type { ModelDescription } from '@convscope/model';
import type { Shown } from '../run/moments.js';
import type { RunRecord } from '../run/record.js';

/** All that the page shows is made from this. */
export interface AppState {
  /** What the extension said last; `null` until it did. */
  panel: PanelState | null;
  run: RunRecord | null;
  shown: Shown;
  /** The chosen layer; `null` until someone chooses: the first one with weights. */
  layer: string | null;
  tab: 'layer' | 'summary';
  /** What was asked for and has not come about yet. */
  asked: 'stop' | 'answer' | 'again' | null;
  /** Why the last request failed. */
  problem: WireError | null;
}

export type PageState = 'starting' | 'asking' | 'preparing' | 'running' | 'finished' | 'stopped' | 'failed';

/** In one word, what the page shows. */
export function pageState({ panel, run }: AppState): PageState {
  switch (panel?.phase.phase) {
    case undefined:
    case 'starting':
      return 'starting';
    case 'asking':
      return 'asking';
    case 'failed':
      return 'failed';
    case 'run':
      if (run?.ended) return run.ended.state;
      return run && hasTrained(run) ? 'running' : 'preparing';
  }
}

/** Whether there is training to look at: the curves and the network take the place of the list of steps. */
export function hasTrained(run: RunRecord): boolean {
  return run.model !== null && (run.batch !== null || run.phases.at(-1)?.phase === 'training');
}

/** The name that stands for the network's input where layers are chosen. */
export const inputLayer = 'input';

/** The layer that is looked at. */
export function chosenLayer(state: AppState, model: ModelDescription): string {
  const isThere = state.layer === inputLayer || model.layers.some(({ name }) => name === state.layer);
  if (state.layer !== null && isThere) return state.layer;
  return (model.layers.find(({ weights }) => weights.length > 0) ?? model.layers[0])?.name ?? inputLayer;
}
