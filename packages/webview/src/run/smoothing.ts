/** How much of the mean a new value does not replace: 0.86 remembers about seven batches. */
const memory = 0.86;

/**
 * A running mean that forgets: exponentially weighted, corrected for its empty start, so that the first
 * value is itself and a constant stays constant. After a value that is not finite it is unknown, `null`, until
 * a finite one comes: no mean of earlier values may hide that a run diverged.
 */
export function createSmoother(): (value: number) => number | null {
  let sum = 0;
  let weight = 0;
  return (value) => {
    if (!Number.isFinite(value)) return null;
    sum = memory * sum + (1 - memory) * value;
    weight = memory * weight + (1 - memory);
    return sum / weight;
  };
}
