import type { TrainingConfig } from '@convscope/model';
import { ConvScopeError, type Logs, type NewRunEvent, type RunEventOf } from '@convscope/protocol';
import { drawAugmentation } from '../augmentation/draw.js';
import type { AugmentationPlan } from '../augmentation/plan.js';
import type { Dataset, ImageSet } from '../data/image-set.js';
import type { Session } from '../engines/engine.js';
import { openCallbacks, type Callbacks } from './callbacks/callbacks.js';
import { learningRateAt } from './learning-rate.js';
import { addToSums, logsOf, meanLogs, validationLogs } from './logs.js';
import { randomStream } from './philox.js';
import { isDone, type TrainingProgress } from './progress.js';
import { epochOrder } from './shuffle.js';
import { throughput } from './throughput.js';

/** What happens while a network trains, in the shape of the run's events. */
type TrainingEvent = Extract<
  NewRunEvent,
  { type: 'phase' | 'batch' | 'epoch' | 'snapshot' | 'callback' | 'evaluated' }
>;

/** Beside the events: moments at which whoever keeps the training has something to do. */
export type TrainingMoment =
  | TrainingEvent
  /** `progress` and the session are at one: from here a training goes on to the bit. */
  | { type: 'checkpoint'; reason: 'start' | 'batch' | 'epoch' | 'stopped' | 'done' }
  /** The epoch that ended just now: what CSVLogger wants written of it, and whether its weights are the best so far. */
  | { type: 'epoch-kept'; epoch: number; logs: Logs; csv: Logs | undefined; isBest: boolean }
  /** All is done, the session holds the weights that the training ends with. */
  | { type: 'trained' };

export interface TrainOptions {
  /** With the weights and slots that belong to `progress`. The caller opened it and disposes it. */
  session: Session;
  config: TrainingConfig;
  plan: RunEventOf<'created'>['plan'];
  data: Dataset;
  /** That of the session. */
  augmentation: AugmentationPlan | null;
  /** Decides the order of the images in every epoch, how each is augmented, and what Dropout drops. */
  seed: number;
  /** Where to begin. It is moved on, and between two pulls says where the training stands. */
  progress: TrainingProgress;
  /** The weights of the best epoch so far, where a callback keeps them. Moved on, too. */
  best: { weights: readonly Float32Array[] | null };
  /** After which updates a snapshot is to be kept, and of which there is one already. */
  snapshots: { due: readonly number[]; kept: readonly number[] };
  /** Ends the training after the batch it is at. */
  signal?: AbortSignal;
}

/**
 * The training loop. Pull the next moment to go on; until then the session rests, so at a `snapshot` its weights are
 * those of that step. It ends with `trained`, unless `signal` stopped it before: then with a snapshot and a checkpoint
 * of the last step done.
 */
export async function* train(options: TrainOptions): AsyncGenerator<TrainingMoment, void> {
  const { plan, progress } = options;
  const loop: Loop = {
    ...options,
    callbacks: openCallbacks(options.config.callbacks, progress.callbacks ?? undefined),
    due: new Set(options.snapshots.due),
    kept: new Set(options.snapshots.kept),
    tick: clock(progress),
    rate: throughput(),
  };
  yield* snapshot(loop);
  yield { type: 'checkpoint', reason: 'start' };
  let evaluation: Logs | undefined;
  while (!isDone(progress, plan)) {
    evaluation = yield* trainEpoch(loop);
    if (evaluation === undefined) {
      loop.due.add(progress.step);
      yield* snapshot(loop);
      yield { type: 'checkpoint', reason: 'stopped' };
      return;
    }
  }
  yield { type: 'checkpoint', reason: 'done' };
  yield* finish(loop, evaluation);
}

interface Loop extends TrainOptions {
  callbacks: Callbacks;
  /** Snapshots that are still to be kept, and those that were. */
  due: Set<number>;
  kept: Set<number>;
  /** Adds the time since its last call to the progress. */
  tick: () => void;
  rate: ReturnType<typeof throughput>;
}

/** The rest of the epoch and its validation. Returns what that gave; `undefined` if the signal ended it before. */
async function* trainEpoch(loop: Loop): AsyncGenerator<TrainingMoment, Logs | undefined> {
  const { config, plan, progress, seed, signal } = loop;
  const { epoch } = progress;
  yield { type: 'phase', phase: 'training' };
  const order = epochOrder(plan.samples, config.fit.shuffle ? { seed, epoch } : undefined);
  while (progress.batch < plan.batches && !(plan.maxSteps !== undefined && progress.step >= plan.maxSteps)) {
    if (signal?.aborted) return undefined;
    yield await trainBatch(loop, order);
    yield* snapshot(loop);
    yield { type: 'checkpoint', reason: 'batch' };
  }
  const evaluation = yield* evaluate(loop, loop.data.validation);
  if (evaluation === undefined) return undefined;
  loop.tick();
  const logs = { ...meanLogs(progress), ...validationLogs(evaluation) };
  const { step, epochSeconds: seconds } = progress;
  yield { type: 'epoch', epoch, step, logs, seconds };
  // An epoch that `maxSteps` cuts short is told of, and stays open: a longer training goes on in it.
  if (progress.batch === plan.batches) yield* endEpoch(loop, logs);
  return evaluation;
}

/** What the callbacks want, and on to the next epoch. */
async function* endEpoch(loop: Loop, logs: Logs): AsyncGenerator<TrainingMoment, void> {
  const { session, progress, callbacks, best } = loop;
  const { epoch } = progress;
  const wanted = callbacks.onEpochEnd(epoch, logs, progress.learningRate);
  if (wanted.keepWeights) best.weights = (await session.readWeights()).map(({ values }) => values);
  Object.assign(progress, {
    epoch: epoch + 1,
    batch: 0,
    sums: { samples: 0, logs: {} },
    epochSeconds: 0,
    learningRate: wanted.learningRate ?? progress.learningRate,
    callbacks: callbacks.state(),
    isStoppedEarly: wanted.stop,
  } satisfies Partial<TrainingProgress>);
  yield* wanted.events;
  yield { type: 'epoch-kept', epoch, logs, csv: wanted.csv, isBest: wanted.saveBest };
  yield { type: 'checkpoint', reason: 'epoch' };
}

async function trainBatch(loop: Loop, order: Int32Array): Promise<TrainingEvent> {
  const { session, config, plan, progress, seed, augmentation } = loop;
  const { epoch, iterations } = progress;
  const from = progress.batch * plan.batchSize;
  const indices = order.subarray(from, from + plan.batchSize);
  const optimizer = { ...config.compile.optimizer, learningRate: progress.learningRate };
  const learningRate = learningRateAt(optimizer, iterations);
  const before = performance.now();
  const result = await session.step({
    indices,
    learningRate,
    iterations,
    key: dropoutKey(seed, progress.step),
    ...(augmentation && {
      draws: drawAugmentation(augmentation, { seed, epoch, from, count: indices.length }),
    }),
  });
  const samplesPerSecond = loop.rate(indices.length, performance.now() - before);
  loop.tick();
  progress.step += 1;
  progress.iterations += 1;
  progress.batch += 1;
  addToSums(progress, result, config, indices.length);
  return {
    type: 'batch',
    step: progress.step,
    epoch,
    batch: progress.batch,
    samples: progress.sums.samples,
    logs: logsOf(result, config, indices.length),
    learningRate,
    samplesPerSecond,
  };
}

/** After the last epoch. @param validated what its validation gave, if this process has done it */
async function* finish(loop: Loop, validated: Logs | undefined): AsyncGenerator<TrainingMoment, void> {
  const { session, data, callbacks, best } = loop;
  const { restoreBest, events } = callbacks.onTrainEnd();
  const isRestored = restoreBest && best.weights !== null;
  if (isRestored) await session.writeWeights(best.weights!);
  yield* events;
  // Where the validation set is the test set, the last validation was the evaluation.
  const known = data.validation === data.test && !isRestored ? validated : undefined;
  const evaluation = known ?? (yield* evaluate(loop, data.test));
  loop.tick();
  if (evaluation === undefined) return;
  if (data.test.count > 0) yield { type: 'evaluated', samples: data.test.count, logs: evaluation };
  yield { type: 'trained' };
}

/** On a whole set, with the weights of now; `undefined` if the signal ended it. */
async function* evaluate(loop: Loop, set: ImageSet): AsyncGenerator<TrainingMoment, Logs | undefined> {
  const { session, config, signal } = loop;
  if (signal?.aborted) return undefined;
  if (set.count === 0) return {};
  yield { type: 'phase', phase: 'evaluating' };
  try {
    return logsOf(await session.evaluate(signal, set), config, set.count);
  } catch (error) {
    if (error instanceof ConvScopeError && error.code === 'cancelled') return undefined;
    throw error;
  }
}

function* snapshot({ plan, progress: { step }, due, kept }: Loop): Generator<TrainingMoment, void> {
  if (!due.has(step) || kept.has(step)) return;
  kept.add(step);
  yield { type: 'snapshot', step, at: step / plan.batches };
}

/** What Dropout drops in the next step: another key for every step of a seed. */
function dropoutKey(seed: number, step: number): readonly [number, number] {
  const { uint32 } = randomStream(seed, `dropout/${step}`);
  return [uint32() | 0, uint32() | 0];
}

function clock(progress: TrainingProgress): () => void {
  let last = performance.now();
  return () => {
    const seconds = (performance.now() - last) / 1000;
    last += seconds * 1000;
    progress.seconds += seconds;
    progress.epochSeconds += seconds;
  };
}
