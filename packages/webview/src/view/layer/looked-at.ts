import type { LayerSummary } from '@convscope/model';
import type { Weight } from '@convscope/protocol';
import type { LayerWeights, SeenRange } from '../../host/weights.js';
import { shownSnapshot } from '../../run/moments.js';
import type { ViewContext } from '../view.js';

/** What a view of a layer draws: its weights at the shown moment, and at the start to compare with. */
export interface LookedAt {
  read: LayerWeights;
  range: SeenRange;
  /** At the first snapshot; `null` until it was read. */
  start: LayerWeights | null;
}

/** The chosen layer's weights; while those of the shown moment are on their way, the newest that were read. */
export function lookAt({ state, weights }: ViewContext, { name }: LayerSummary): LookedAt | null {
  const { run } = state;
  const snapshot = run && shownSnapshot(run, state.shown);
  const read = snapshot ? (weights.get(name, snapshot.step) ?? weights.lastRead(name)) : null;
  const range = weights.range(name);
  const first = run?.snapshots[0];
  if (!read || !range) return null;
  return { read, range, start: first ? weights.get(name, first.step) : null };
}

/** How much each weight has changed since the start. */
export function changeSince(start: Weight, kernel: Weight): Weight {
  return { ...kernel, values: kernel.values.map((value, i) => value - start.values[i]!) };
}
