import { logs } from '@convscope/protocol';
import * as z from 'zod';

/**
 * Where a training stands between two batches. With the weights, the optimizer's slots and the recipe it is all that
 * the rest depends on: random streams are named by seed, epoch and step, and have no position of their own.
 */
export const trainingProgress = z.object({
  /** Updates that this run has done. */
  step: z.int().nonnegative(),
  /** Updates that the optimizer has made, those before this run included: its bias correction and decay go by them. */
  iterations: z.int().nonnegative(),
  /** The epoch under way, from 0; as many as there are to do when all are done. */
  epoch: z.int().nonnegative(),
  /** Batches done in it. */
  batch: z.int().nonnegative(),
  /** Sums over the images of this epoch so far: of the loss, and of how many images each metric holds. */
  sums: z.object({ samples: z.int().nonnegative(), logs }),
  /** The optimizer's learning rate, before its decay or schedule; a callback may have lowered it. */
  learningRate: z.number(),
  /** What the callbacks remember. */
  callbacks: z.unknown(),
  /** A callback ended the training. */
  isStoppedEarly: z.boolean(),
  /** Wall time of training and evaluation: of the whole run, and of this epoch. */
  seconds: z.number().nonnegative(),
  epochSeconds: z.number().nonnegative(),
});
export type TrainingProgress = z.infer<typeof trainingProgress>;

/** Before the first batch. */
export const startOfTraining = (learningRate: number): TrainingProgress => ({
  step: 0,
  iterations: 0,
  epoch: 0,
  batch: 0,
  sums: { samples: 0, logs: {} },
  learningRate,
  callbacks: null,
  isStoppedEarly: false,
  seconds: 0,
  epochSeconds: 0,
});

/** Whether all is trained that was asked for; evaluation and what follows may still be to do. */
export function isDone(
  { step, epoch, isStoppedEarly }: TrainingProgress,
  { epochs, maxSteps }: { epochs: number; maxSteps?: number | undefined },
): boolean {
  return isStoppedEarly || epoch >= epochs || (maxSteps !== undefined && step >= maxSteps);
}
