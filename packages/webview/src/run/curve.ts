import type { Logs } from '@convscope/protocol';
import { createSmoother } from './smoothing.js';

/** One metric over the run, a value a batch; `null` where there is nothing to draw. */
interface Track {
  raw: (number | null)[];
  smooth: (number | null)[];
  /** Known at ends of epochs only. */
  validation: (number | null)[];
  /** The same alone, in order: the index of the epoch's last batch; a value that is not finite is kept. */
  validations: { index: number; value: number }[];
  isReported: boolean;
}

export type CurveKind = 'loss' | 'accuracy';
export const curveKinds = ['loss', 'accuracy'] as const satisfies readonly CurveKind[];

/** The curves of a run: columns, so that a chart takes them as they are and a batch appends in constant time. */
export interface Curve {
  /** Where in the run each batch ended: 0 the start, 1.5 the middle of the second epoch; rising. */
  readonly at: number[];
  readonly tracks: Readonly<Record<CurveKind, Track>>;
  append(at: number, logs: Logs): void;
  /**
   * Forgets what a resumed run does again: batches that ended after `at`, and validations after that of `epochs`.
   * @param epochs how many epochs are over
   */
  rewind(at: number, epochs: number): void;
  /** Validation at the end of the epoch that ended last. */
  validate(logs: Logs): void;
  /** The index of the last batch that ended at `at` or before; -1 before the first. */
  indexAt(at: number): number;
  /** The mean after a batch: `null` before the first, NaN where the metric was not finite. */
  meanAt(kind: CurveKind, index: number): number | null;
  /** The newest validation by then: `null` before the first, NaN where it was not finite. */
  validationAt(kind: CurveKind, index: number): number | null;
}

/** Places in a run are quotients. */
const tolerance = 1e-9;

/** An empty curve. */
export function createCurve(): Curve {
  const at: number[] = [];
  const tracks = { loss: emptyTrack(), accuracy: emptyTrack() };
  const smooth = { loss: createSmoother(), accuracy: createSmoother() };

  return {
    at,
    tracks,
    append(newAt, logs) {
      at.push(newAt);
      for (const kind of curveKinds) {
        const track = tracks[kind];
        const value = logs[kind] ?? Number.NaN;
        track.isReported ||= logs[kind] !== undefined;
        track.raw.push(drawable(kind, value));
        track.smooth.push(smooth[kind](value));
        track.validation.push(null);
      }
    },
    rewind(limit, epochs) {
      const kept = lastUpTo(at, (place) => place, limit + tolerance) + 1;
      at.length = kept;
      for (const kind of curveKinds) {
        const { raw, smooth: mean, validation, validations } = tracks[kind];
        for (const column of [raw, mean, validation]) column.length = kept;
        while (validations.length && (at[validations.at(-1)!.index] ?? Infinity) > epochs + tolerance) {
          const { index } = validations.pop()!;
          if (index < kept) validation[index] = null;
        }
        smooth[kind] = createSmoother();
        for (const value of raw) if (value !== null) smooth[kind](value);
      }
    },
    validate(logs) {
      const index = at.length - 1;
      for (const kind of curveKinds) {
        const value = logs[`val_${kind}`];
        if (value === undefined || index < 0) continue;
        tracks[kind].validations.push({ index, value });
        tracks[kind].validation[index] = drawable(kind, value);
      }
    },
    indexAt: (wanted) => lastUpTo(at, (place) => place, wanted + tolerance),
    meanAt(kind, index) {
      const { smooth: mean, isReported } = tracks[kind];
      return mean[index] ?? (isReported && index >= 0 ? Number.NaN : null);
    },
    validationAt(kind, index) {
      const { validations } = tracks[kind];
      return validations[lastUpTo(validations, (end) => end.index, index)]?.value ?? null;
    },
  };
}

/** A value if there is a place for it; the loss's axis is logarithmic and has none for 0. */
function drawable(kind: CurveKind, value: number): number | null {
  return Number.isFinite(value) && (kind !== 'loss' || value > 0) ? value : null;
}

function emptyTrack(): Track {
  return { raw: [], smooth: [], validation: [], validations: [], isReported: false };
}

/** The index of the last item, in rising order, whose key is `limit` or less; -1 if there is none. */
function lastUpTo<T>(items: readonly T[], keyOf: (item: T) => number, limit: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(items[middle]!) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
