import type { TrainingMoment } from '../training/train.js';

type Reason = Extract<TrainingMoment, { type: 'checkpoint' }>['reason'];

/** In ms: what a crash costs at most is done again in about this time. */
const usualDistance = 10_000;
/** Of the training's time, what checkpoints may take. */
const share = 0.02;

/**
 * When a checkpoint is due: at the start, at a stop and at the end always; after an epoch as soon as that costs no
 * more than its share of the time; between batches also not more often than every ten seconds.
 * @param every instead: after every so many updates, and after each epoch
 */
export function checkpointPace(every: number | undefined, now: () => number = () => performance.now()) {
  let last = now();
  let cost = 0;
  return {
    isDue(reason: Reason, step: number): boolean {
      if (reason !== 'batch' && reason !== 'epoch') return true;
      if (every !== undefined) return reason === 'epoch' || step % every === 0;
      const affordable = cost / share;
      return now() - last >= (reason === 'epoch' ? affordable : Math.max(usualDistance, affordable));
    },
    /** @param ms what writing it took */
    wrote(ms: number): void {
      last = now();
      cost = ms;
    },
  };
}
