import { roundUp } from '../../colour/scales.js';

/** The end of a symmetric legend for values up to `most`: round, and so not changing with every moment. */
export function displayRange(most: number): number {
  return roundUp(most || 0.1);
}
