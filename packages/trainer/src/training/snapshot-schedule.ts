/** How many snapshots a run keeps at most, and how many bytes of them; but for two, however large the network is. */
export const maxSnapshots = 64;
export const maxSnapshotBytes = 256 * 2 ** 20;
/** How many of them a plan takes at most: the rest is for stops, and for training on. */
const maxPlanned = 32;

/**
 * After which updates a snapshot is to be kept, and which of those that there are stay: evenly chosen where there
 * would be too many, as when a run trains on. All numbers of updates, ascending.
 * @param run.steps updates in the whole run
 * @param run.bytes size of one snapshot
 * @param run.step updates done so far
 * @param run.existing of snapshots after no more than `step` updates
 */
export function planSnapshots(run: {
  steps: number;
  bytes: number;
  step: number;
  existing: readonly number[];
}): { kept: number[]; due: number[] } {
  const most = Math.max(2, Math.min(maxSnapshots, Math.floor(maxSnapshotBytes / run.bytes)));
  const due = snapshotSteps(run.steps, Math.min(maxPlanned, most)).filter(
    (step) => step >= run.step && !run.existing.includes(step),
  );
  // One place is left for the moment at which the run is stopped.
  return { kept: thinned(run.existing, Math.max(1, most - 1 - due.length)), due };
}

/**
 * Before the first update (0), then after 1, 2, 4, 8, … while much changes in every step, then at even distances, and
 * after the last. Of a short run, all.
 */
export function snapshotSteps(steps: number, most = maxPlanned): number[] {
  for (let numEven = most - 1; numEven > 1; numEven--) {
    const kept = scheduled(steps, numEven);
    if (kept.length <= most) return kept;
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

/** At most so many of them, the first and the last among them. */
function thinned(steps: readonly number[], most: number): number[] {
  if (steps.length <= most) return [...steps];
  if (most === 1) return [steps[0]!];
  const chosen = Array.from({ length: most }, (_, i) => Math.round((i * (steps.length - 1)) / (most - 1)));
  return chosen.map((index) => steps[index]!);
}
