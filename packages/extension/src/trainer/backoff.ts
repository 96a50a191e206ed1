/** How long to wait before an attempt to reach the trainer again, in ms. */
const shortest = 500;
const longest = 30_000;

/**
 * The pause before attempt number `attempt` (from 0): doubled each time, from half a second to half a minute.
 * Up to a quarter less by chance, so that several windows that lost the same trainer do not all come at once.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(longest, shortest * 2 ** Math.min(attempt, 16));
  return Math.round(full * (1 - random() / 4));
}
