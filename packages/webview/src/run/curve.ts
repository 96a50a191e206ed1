import type { Logs } from '@convscope/protocol';
import { createSmoother } from './smoothing.js';

/** One metric over the run, a value a batch; `null` where it was not finite or not reported. */
interface Track {
  raw: (number | null)[];
  smooth: (number | null)[];
  /** Known at ends of epochs only. */
  validation: (number | null)[];
}

export type CurveKind = 'loss' | 'accuracy';
export const curveKinds = ['loss', 'accuracy'] as const satisfies readonly CurveKind[];

/** The curves of a run: columns, so that a chart takes them as they are and a batch appends in constant time. */
export interface Curve {
  /** Where in the run each batch ended: 0 the start, 1.5 the middle of the second epoch; rising. */
  readonly at: number[];
  readonly step: number[];
  readonly tracks: Readonly<Record<CurveKind, Track>>;
  append(at: number, step: number, logs: Logs): void;
  /** Validation at the end of the epoch that ended last. */
  validate(logs: Logs): void;
  /** The index of the last batch that ended at `at` or before; -1 before the first. */
  indexAt(at: number): number;
}

/** An empty curve. */
export function createCurve(): Curve {
  const at: number[] = [];
  const step: number[] = [];
  const tracks = { loss: emptyTrack(), accuracy: emptyTrack() };
  const smooth = { loss: createSmoother(), accuracy: createSmoother() };

  function forget(from: number): void {
    while (at.length && at.at(-1)! >= from) {
      at.pop();
      step.pop();
      for (const { raw, smooth: mean, validation } of Object.values(tracks))
        for (const column of [raw, mean, validation]) column.pop();
    }
  }

  return {
    at,
    step,
    tracks,
    append(newAt, newStep, logs) {
      forget(newAt); // A run that was resumed repeats what it had done since its checkpoint.
      at.push(newAt);
      step.push(newStep);
      for (const kind of curveKinds) {
        const value = logs[kind] ?? Number.NaN;
        tracks[kind].raw.push(Number.isFinite(value) ? value : null);
        tracks[kind].smooth.push(smooth[kind](value));
        tracks[kind].validation.push(null);
      }
    },
    validate(logs) {
      for (const kind of curveKinds) {
        const value = logs[`val_${kind}`];
        if (value !== undefined && Number.isFinite(value) && at.length)
          tracks[kind].validation[at.length - 1] = value;
      }
    },
    indexAt(wanted) {
      let low = 0;
      let high = at.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (at[middle]! <= wanted + 1e-9) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    },
  };
}

function emptyTrack(): Track {
  return { raw: [], smooth: [], validation: [] };
}

/** The last known value of a column at `index` or before. */
export function lastKnown(column: readonly (number | null)[], index: number): number | null {
  for (let i = Math.min(index, column.length - 1); i >= 0; i--) if (column[i] !== null) return column[i]!;
  return null;
}
