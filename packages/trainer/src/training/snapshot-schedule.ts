/** How many snapshots a planned run keeps at most. */
export const maxSnapshots = 32;

/**
 * After which updates a snapshot is kept: before the first (0), then after 1, 2, 4, 8, … while much changes in every
 * step, then at even distances, and after the last. Of a short run, all.
 * @param steps updates in the whole run
 * @returns ascending
 */
export function snapshotSteps(steps: number): number[] {
  for (let numEven = maxSnapshots - 1; numEven > 1; numEven--) {
    const kept = scheduled(steps, numEven);
    if (kept.length <= maxSnapshots) return kept;
  }
  return [0, steps];
}

function scheduled(steps: number, numEven: number): number[] {
  const distance = steps / numEven;
  const kept = new Set([0]);
  for (let early = 1; early < distance; early *= 2) kept.add(early);
  for (let i = 1; i <= numEven; i++) kept.add(Math.round(i * distance));
  return [...kept].sort((a, b) => a - b);
}
