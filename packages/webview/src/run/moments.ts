import type { RunRecord } from './record.js';
import { progressOf } from './progress.js';

/** What is looked at: the newest moment, or the snapshot after so many steps. */
export type Shown = 'live' | number;

type Snapshot = RunRecord['snapshots'][number];

/** The snapshot whose weights are to be seen. */
export function shownSnapshot(record: RunRecord, shown: Shown): Snapshot | null {
  if (shown === 'live') return record.snapshots.at(-1) ?? null;
  return record.snapshots.find(({ step }) => step === shown) ?? null;
}

/** Where in the run the shown moment is: 1.5 is the middle of the second epoch. */
export function shownAt(record: RunRecord, shown: Shown): number {
  if (shown !== 'live') return shownSnapshot(record, shown)?.at ?? 0;
  return progressOf(record)?.at ?? 0;
}

/** The recorded moment nearest to a place in the run. The newest one is `live`: whoever goes there stays with it. */
export function nearestMoment(record: RunRecord, at: number): Shown {
  let best: Snapshot | undefined;
  for (const snapshot of record.snapshots)
    if (!best || Math.abs(snapshot.at - at) < Math.abs(best.at - at)) best = snapshot;
  return best ? asShown(record, best) : 'live';
}

/** `by` recorded moments later (earlier, if negative); stops at both ends. */
export function neighbourMoment(record: RunRecord, shown: Shown, by: number): Shown {
  const last = record.snapshots.length - 1;
  const index = shown === 'live' ? last : record.snapshots.findIndex(({ step }) => step === shown);
  const next = record.snapshots[Math.max(0, Math.min(last, index + by))];
  return next ? asShown(record, next) : 'live';
}

function asShown(record: RunRecord, snapshot: Snapshot): Shown {
  return snapshot === record.snapshots.at(-1) ? 'live' : snapshot.step;
}
