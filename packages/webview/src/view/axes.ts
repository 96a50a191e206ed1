import type { CurveKind } from '../run/curve.js';
import type { Numbers } from '../texts/numbers.js';

/** Round places for marks between two values. */
export function axisTicks(from: number, to: number, kind: CurveKind | 'epochs'): number[] {
  if (kind === 'accuracy') return [0, 0.25, 0.5, 0.75, 1];
  if (kind === 'epochs') return epochTicks(to);
  const fine = ladder(from, to, [1, 2, 5]);
  if (fine.length <= mostTicks) return fine;
  const decades = ladder(from, to, [1]);
  const every = Math.ceil(decades.length / mostTicks);
  return decades.filter((_tick, i) => i % every === 0);
}

/** More marks than this have no room on a chart's height. */
const mostTicks = 6;

/** The epochs that are named under the time rail: few enough, and none so near to the last that words touch. */
export function namedEpochs(epochs: number): number[] {
  const every = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((step) => epochs / step <= 8) ?? epochs;
  const named = Array.from({ length: Math.floor(epochs / every) + 1 }, (_, i) => i * every);
  return [...named.filter((epoch) => epochs - epoch >= every / 2), epochs];
}

function epochTicks(epochs: number): number[] {
  if (epochs === 1) return [0, 0.25, 0.5, 0.75, 1];
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].find((size) => epochs / size <= 6) ?? epochs;
  return Array.from({ length: Math.floor(epochs / step) + 1 }, (_, i) => i * step);
}

function ladder(from: number, to: number, digits: readonly number[]): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power++)
    for (const digit of digits) {
      const tick = Number((digit * 10 ** power).toPrecision(1));
      if (tick >= from && tick <= to) ticks.push(tick);
    }
  return ticks;
}

/** What stands at the marks. */
export function axisLabels(ticks: readonly number[], kind: CurveKind, numbers: Numbers): string[] {
  return ticks.map((tick) => (kind === 'accuracy' ? numbers.percent(tick, 0) : numbers.significant(tick)));
}

/** The least span of a loss axis: a factor of so many, or the first batches would fill it with noise. */
const leastSpan = 6;

/**
 * The bounds of a loss axis around all that was drawn so far. They only widen, so that the curve does not
 * jump; each call looks at what is new.
 */
export function lossBounds(): (track: {
  raw: readonly (number | null)[];
  validation: readonly (number | null)[];
}) => [number, number] {
  let least = Infinity;
  let most = 0;
  let seen = 0;
  return ({ raw, validation }) => {
    // Validation of the last batch known may still arrive: it is looked at again.
    for (let i = Math.max(0, Math.min(seen, raw.length) - 1); i < raw.length; i++)
      for (const value of [raw[i], validation[i]]) {
        if (!value || value <= 0) continue;
        if (value < least) least = value;
        if (value > most) most = value;
      }
    seen = raw.length;
    if (most === 0) return [0.1, 3];
    const high = most * 1.12;
    return [Math.min(least * 0.9, high / leastSpan), high];
  };
}
