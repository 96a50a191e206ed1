/** How much of the mean a new value does not replace: 0.86 remembers about seven batches. */
const memory = 0.86;

/**
 * A running mean that forgets: exponentially weighted, corrected for its empty start, so that the first
 * value is itself and a constant stays constant. What is not finite is left out and the mean carried on.
 */
export function createSmoother(): (value: number) => number | null {
  let sum = 0;
  let weight = 0;
  return (value) => {
    if (Number.isFinite(value)) {
      sum = memory * sum + (1 - memory) * value;
      weight = memory * weight + (1 - memory);
    }
    return weight > 0 ? sum / weight : null;
  };
}
