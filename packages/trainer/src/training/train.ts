import type { OptimizerConfig } from '@convscope/model';
import { ConvScopeError, type Logs, type NewRunEvent, type RunEventOf } from '@convscope/protocol';
import type { BatchResult, Session } from '../engines/engine.js';
import { shuffledIndices } from './shuffle.js';
import { snapshotSteps } from './snapshot-schedule.js';
import { throughput } from './throughput.js';
import { learningRateAt } from './update.js';

/** What happens while a network trains, in the shape of the run's events. */
export type TrainingEvent = Extract<
  NewRunEvent,
  { type: 'phase' | 'batch' | 'epoch' | 'snapshot' | 'evaluated' }
>;

export interface TrainOptions {
  /** With the initial weights. The caller opened it and disposes it. */
  session: Session;
  plan: RunEventOf<'created'>['plan'];
  optimizer: OptimizerConfig;
  /** Decides the order of the images in every epoch. */
  seed: number;
  /** Ends the training after the batch it is at. */
  signal?: AbortSignal;
}

/**
 * The training loop. Pull the next event to go on; until then the session rests, so at a `snapshot` its weights are
 * those of that step. The last event is `evaluated`, unless `signal` stopped the training before: then it is the
 * snapshot of the last step done.
 */
export async function* train(options: TrainOptions): AsyncGenerator<TrainingEvent, void> {
  const { session, plan, optimizer, seed, signal } = options;
  const snapshots = new Set(snapshotSteps(plan.epochs * plan.batches));
  const rate = throughput();
  const snapshotAt = (step: number): TrainingEvent => ({ type: 'snapshot', step, at: step / plan.batches });
  let step = 0;
  yield snapshotAt(step);

  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    yield { type: 'phase', phase: 'training' };
    const start = performance.now();
    const order = shuffledIndices(plan.samples, seed, epoch);
    const sums = { loss: 0, correct: 0 };

    for (let from = 0; from < plan.samples && !signal?.aborted; from += plan.batchSize) {
      const indices = order.subarray(from, Math.min(from + plan.batchSize, plan.samples));
      const learningRate = learningRateAt(optimizer, step);
      const stepStart = performance.now();
      const { loss, correct } = await session.step(indices, learningRate);
      const samplesPerSecond = rate(indices.length, performance.now() - stepStart);
      step++;
      // A smaller last batch weighs less, as in Keras.
      sums.loss += loss * indices.length;
      sums.correct += correct;
      yield {
        type: 'batch',
        step,
        epoch,
        batch: step - epoch * plan.batches,
        samples: from + indices.length,
        logs: { loss, accuracy: correct / indices.length },
        learningRate,
        samplesPerSecond,
      };
      if (snapshots.has(step)) yield snapshotAt(step);
    }

    if (step < (epoch + 1) * plan.batches) {
      if (!snapshots.has(step)) yield snapshotAt(step);
      return;
    }
    yield { type: 'phase', phase: 'evaluating' };
    const validation = await evaluateUnlessStopped(session, signal);
    const trained: Logs = { loss: sums.loss / plan.samples, accuracy: sums.correct / plan.samples };
    const seconds = () => (performance.now() - start) / 1000;
    if (validation === undefined) {
      yield { type: 'epoch', epoch, step, logs: trained, seconds: seconds() };
      if (!snapshots.has(step)) yield snapshotAt(step);
      return;
    }
    const { loss, correct } = validation;
    const accuracy = correct / plan.testSamples;
    yield {
      type: 'epoch',
      epoch,
      step,
      logs: { ...trained, val_loss: loss, val_accuracy: accuracy },
      seconds: seconds(),
    };
    // The lessons validate on the test set: the last epoch's validation is the evaluation.
    if (epoch === plan.epochs - 1) {
      yield { type: 'evaluated', samples: plan.testSamples, logs: { loss, accuracy } };
    }
  }
}

async function evaluateUnlessStopped(
  session: Session,
  signal: AbortSignal | undefined,
): Promise<BatchResult | undefined> {
  try {
    return await session.evaluate(signal);
  } catch (error) {
    if (error instanceof ConvScopeError && error.code === 'cancelled') return undefined;
    throw error;
  }
}
