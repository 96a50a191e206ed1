import { training, type TrainingConfig } from '@convscope/model';
import type { AugmentationPlan } from '../../src/augmentation/plan.js';
import type { Dataset } from '../../src/data/image-set.js';
import type { Engine, Session } from '../../src/engines/engine.js';
import { initialWeights } from '../../src/training/initialize.js';
import { buildNetwork } from '../../src/training/network.js';
import { startOfTraining, trainingProgress, type TrainingProgress } from '../../src/training/progress.js';
import { train, type TrainingMoment, type TrainOptions } from '../../src/training/train.js';
import { lines, sequential, tinyModel } from './tiny.js';

/** Twelve batches of 8 and a last one of 4. */
export const tinyPlan = { epochs: 3, batchSize: 8, samples: 100, batches: 13, testSamples: 40 };

/** Keras's settings for `tinyPlan`, but for what is given. */
export const tinyTraining = (changes: Partial<Parameters<typeof training>[0]> = {}): TrainingConfig =>
  training({
    dataset: { name: 'mnist' },
    compile: {
      optimizer: { className: 'RMSprop', learningRate: 0.02, decay: 0.001 },
      loss: 'categorical_crossentropy',
      metrics: ['accuracy'],
    },
    fit: { batchSize: tinyPlan.batchSize, epochs: tinyPlan.epochs },
    ...changes,
  });

/** A network with all that could differ after a resume: dropped values, moving means. */
export const touchyModel = sequential(
  [6, 6, 1],
  [
    ['Conv2D', { filters: 4, kernel_size: [3, 3] }],
    ['BatchNormalization', {}],
    ['Activation', { activation: 'relu' }],
    ['Flatten', {}],
    ['Dropout', { rate: 0.3 }],
    ['Dense', { units: 2, activation: 'softmax' }],
  ],
);

/** Where a training was left: as a checkpoint holds it. */
export interface Left {
  progress: TrainingProgress;
  weights: Float32Array[];
  slots: Float32Array[];
  best: readonly Float32Array[] | null;
}

export interface TinyOptions {
  engine: Engine;
  seed?: number;
  model?: unknown;
  config?: TrainingConfig;
  plan?: TrainOptions['plan'];
  data?: Dataset;
  augmentation?: AugmentationPlan | null;
  /** Goes on from there. */
  from?: Left;
  snapshots?: readonly number[];
  /** Looks at every moment; `true` ends the training as a crash would. */
  onMoment?: (moment: TrainingMoment, session: Session) => unknown;
  signal?: AbortSignal;
}

/**
 * Trains the tiny network on pictures of lines and says all that happened, at which checkpoint it was left, and with
 * which weights it ended.
 */
export async function trainTiny(options: TinyOptions) {
  const { engine, seed = 1, plan = tinyPlan, from, config = tinyTraining() } = options;
  const network = buildNetwork(options.model ?? tinyModel);
  const test = lines(plan.testSamples, 2);
  const data = options.data ?? { training: lines(plan.samples, 1), validation: test, test };
  const augmentation = options.augmentation ?? null;
  const session = await engine.open({
    network,
    weights: from?.weights ?? initialWeights(network, seed),
    ...(from && { slots: from.slots }),
    compile: config.compile,
    dropout: config.dropout,
    augmentation,
    training: data.training,
    test: data.validation,
    batchSize: plan.batchSize,
  });
  // As it comes back from a checkpoint's file.
  const progress = trainingProgress.parse(
    JSON.parse(JSON.stringify(from?.progress ?? startOfTraining(config.compile.optimizer.learningRate))),
  );
  const best = { weights: from?.best ?? null };
  const readWeights = async () => (await session.readWeights()).map(({ values }) => values);
  const leave = async (): Promise<Left> => ({
    progress: structuredClone(progress),
    weights: await readWeights(),
    slots: await session.readSlots(),
    best: best.weights,
  });
  let left = await leave();
  const moments: TrainingMoment[] = [];
  const { signal } = options;
  const snapshots = { kept: [], due: options.snapshots ?? [] };
  for await (const moment of train({
    session,
    config,
    plan,
    data,
    augmentation,
    seed,
    progress,
    best,
    snapshots,
    ...(signal && { signal }),
  })) {
    moments.push(moment);
    const isEnd = options.onMoment?.(moment, session) === true;
    const isLeft = moment.type === 'checkpoint' && moment.reason !== 'batch';
    if (isEnd || isLeft) left = await leave();
    if (isEnd) break;
  }
  const weights = await readWeights();
  session.dispose();
  const of = <T extends TrainingMoment['type']>(type: T) =>
    moments.filter((moment): moment is Extract<TrainingMoment, { type: T }> => moment.type === type);
  return { moments, of, left, weights };
}
