import { ConvScopeError, type RunEvent } from '@convscope/protocol';
import { readNewestCheckpoint, removeLaterCheckpoints, type Checkpoint } from '../runs/checkpoints.js';
import { removeFinalWeights } from '../runs/final-weights.js';
import type { Recipe } from '../runs/recipe.js';
import { keepSnapshots, listSnapshots, snapshotBytes } from '../runs/snapshots.js';
import { startOfTraining, type TrainingProgress } from '../training/progress.js';
import { planSnapshots } from '../training/snapshot-schedule.js';
import type { Plan } from './plan.js';

/** Where a run begins, or goes on. */
export interface StartingPoint {
  progress: TrainingProgress;
  /** What to go on with; `undefined`: random weights of the run's seed. */
  checkpoint: Checkpoint | undefined;
}

/** The newest checkpoint, or the very start. Throws `checkpoint-damaged`. */
export async function startingPoint(
  folder: string,
  recipe: Recipe,
  events: readonly RunEvent[],
): Promise<StartingPoint> {
  const checkpoint = await readNewestCheckpoint(folder, events.length);
  if (!checkpoint && recipe.initialWeights === 'file') {
    throw new ConvScopeError('checkpoint-damaged', { folder, reason: 'there is none' });
  }
  const progress = checkpoint?.progress ?? startOfTraining(recipe.training.compile.optimizer.learningRate);
  return { progress, checkpoint };
}

/**
 * Takes away what lies in the folder of later steps than those of the starting point, and of snapshots what would be
 * too many. Returns the steps whose snapshots stay, and those whose snapshots are to come.
 */
export async function makeRoom(
  folder: string,
  { layout }: Recipe,
  { progress, checkpoint }: StartingPoint,
  plan: Plan,
): Promise<{ kept: number[]; due: number[] }> {
  await removeLaterCheckpoints(folder, checkpoint?.progress);
  await removeFinalWeights(folder);
  const { step } = progress;
  const snapshots = planSnapshots({
    steps: Math.min(plan.epochs * plan.batches, plan.maxSteps ?? Infinity),
    bytes: snapshotBytes(layout),
    step,
    existing: (await listSnapshots(folder)).filter((existing) => existing <= step),
  });
  await keepSnapshots(folder, snapshots.kept);
  return snapshots;
}
