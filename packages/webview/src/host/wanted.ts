import { shownSnapshot } from '../run/moments.js';
import { chosenLayer, type AppState } from '../state/app-state.js';
import type { WeightKey } from './weights.js';

/** Layers with more weights are read only when somebody looks at them: the strip does without. */
const smallLayer = 100_000;

/** Which weights the page needs for what it shows, most needed first. */
export function wantedWeights(state: AppState): WeightKey[] {
  const { run } = state;
  const snapshot = run && shownSnapshot(run, state.shown);
  const first = run?.snapshots[0];
  if (!run?.model || !snapshot || !first) return [];
  const chosen = chosenLayer(state, run.model);
  const withWeights = run.model.layers.filter(({ weights }) => weights.length > 0);
  const isLooked = state.tab === 'layer' && withWeights.some(({ name }) => name === chosen);
  const others = withWeights.filter(
    ({ name, params }) => params <= smallLayer && !(isLooked && name === chosen),
  );
  return [
    ...(isLooked ? [{ layer: chosen, step: snapshot.step }] : []),
    ...others.map(({ name }) => ({ layer: name, step: snapshot.step })),
    ...(isLooked ? [{ layer: chosen, step: first.step }] : []),
  ];
}
