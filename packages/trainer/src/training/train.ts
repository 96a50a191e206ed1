import type { OptimizerConfig } from '@convscope/model';
import { ConvScopeError, type Logs, type NewRunEvent, type RunEventOf } from '@convscope/protocol';
import type { Session } from '../engines/engine.js';
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
 * those of that step. The last event is `evaluated`, unless `signal` stopped the training before: then there is none,
 * and a snapshot of the last step done.
 */
export async function* train(options: TrainOptions): AsyncGenerator<TrainingEvent, void> {
  const { session, plan, optimizer, seed, signal } = options;
  const scheduled = new Set(snapshotSteps(plan.epochs * plan.batches));
  const imagesPerSecond = throughput();
  let step = 0;
  yield snapshot(step, plan);

  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    yield { type: 'phase', phase: 'training' };
    const start = performance.now();
    const order = shuffledIndices(plan.samples, seed, epoch);
    const mean = weighedMean();

    for (let batch = 1; batch <= plan.batches; batch++) {
      if (signal?.aborted) {
        if (!scheduled.has(step)) yield snapshot(step, plan);
        return;
      }
      const indices = order.subarray((batch - 1) * plan.batchSize, batch * plan.batchSize);
      const learningRate = learningRateAt(optimizer, step);
      const before = performance.now();
      const { loss, metricSums } = await session.step({
        indices,
        learningRate,
        iterations: step,
        key: [0, step],
      });
      const correct = metricSums[0]!;
      const samplesPerSecond = imagesPerSecond(indices.length, performance.now() - before);
      const samples = mean.add(loss, correct, indices.length);
      const logs = { loss, accuracy: correct / indices.length };
      step++;
      yield { type: 'batch', step, epoch, batch, samples, logs, learningRate, samplesPerSecond };
      if (scheduled.has(step)) yield snapshot(step, plan);
    }

    yield { type: 'phase', phase: 'evaluating' };
    const evaluation = await evaluate(options);
    const logs = { ...mean.logs(), ...validation(evaluation) };
    yield { type: 'epoch', epoch, step, logs, seconds: (performance.now() - start) / 1000 };
    // The lessons validate on the test set: the last epoch's validation is the evaluation.
    if (evaluation !== undefined && epoch === plan.epochs - 1) {
      yield { type: 'evaluated', samples: plan.testSamples, logs: evaluation };
    }
  }
}

function snapshot(step: number, plan: TrainOptions['plan']): TrainingEvent {
  return { type: 'snapshot', step, at: step / plan.batches };
}

/** An epoch's mean, as in Keras: a smaller last batch weighs less. */
function weighedMean() {
  const sums = { loss: 0, correct: 0, samples: 0 };
  return {
    /** Adds a batch and returns how many images there were so far. @param loss the batch's mean */
    add(loss: number, correct: number, samples: number): number {
      sums.loss += loss * samples;
      sums.correct += correct;
      sums.samples += samples;
      return sums.samples;
    },
    logs: (): Logs => ({ loss: sums.loss / sums.samples, accuracy: sums.correct / sums.samples }),
  };
}

/** On the whole test set; `undefined` if the signal ended it. */
async function evaluate({ session, plan, signal }: TrainOptions): Promise<Logs | undefined> {
  try {
    const { loss, metricSums } = await session.evaluate(signal);
    return { loss, accuracy: metricSums[0]! / plan.testSamples };
  } catch (error) {
    if (error instanceof ConvScopeError && error.code === 'cancelled') return undefined;
    throw error;
  }
}

/** Keras's names for what was measured on other images than those trained on. */
function validation(evaluation: Logs | undefined): Logs {
  return Object.fromEntries(
    Object.entries(evaluation ?? {}).map(([metric, value]) => [`val_${metric}`, value]),
  );
}
