import assert from 'node:assert/strict';
import { channel } from 'node:diagnostics_channel';

/** One figure of ours beside real Keras's. */
export interface Comparison {
  /** What is compared, in the same words in every case of its kind. */
  what: string;
  difference: number;
  tolerance: number;
  /** Where the difference is: a step, a layer. */
  at?: string;
  /** How much was compared: `40 steps`. */
  over?: string;
}

/** Something that is so, without a number: a sentence, or that two texts are equal. */
export interface Finding {
  what: string;
  found: string;
}

/** `npm run fidelity` listens here and writes down what the tests compare. Without it nobody does. */
const comparisons = channel('convscope.fidelity');

/** Every comparison must be within its tolerance. */
export function assertWithin(compared: readonly Comparison[]): void {
  comparisons.publish(compared);
  for (const { what, at, difference, tolerance } of compared) {
    const place = at === undefined ? what : `${what} (${at})`;
    assert.ok(difference <= tolerance, `${place}: off by ${difference}, ${tolerance} is allowed`);
  }
}

/** Tells what a test has just found to be so. */
export function tell(finding: Finding): void {
  comparisons.publish([finding]);
}

/** Of several comparisons of one kind the one nearest to its tolerance, or farthest beyond it. */
export function worstOf(compared: readonly Comparison[]): Comparison {
  const distance = ({ difference, tolerance }: Comparison) => {
    if (Number.isNaN(difference)) return Infinity;
    return tolerance === 0 ? difference : difference / tolerance;
  };
  return compared.reduce((worst, next) => (distance(next) > distance(worst) ? next : worst));
}

/** The largest difference between numbers in the same places; NaN where one is no number. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  assert.equal(actual.length, expected.length);
  let largest = 0;
  for (let i = 0; i < expected.length; i++) largest = Math.max(largest, Math.abs(actual[i]! - expected[i]!));
  return largest;
}
