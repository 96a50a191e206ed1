import type { TrainingConfig } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import * as tf from '@tensorflow/tfjs-core';
import { planAugmentation, type AugmentationPlan } from '../augmentation/plan.js';
import type { Dataset } from '../data/image-set.js';
import { loadDataset } from '../data/load-dataset.js';
import { chooseEngine } from '../engines/choose.js';
import type { Engine } from '../engines/engine.js';
import { dataToTrainOn } from '../run-process/plan.js';
import { statisticsIn } from '../runs/kept-statistics.js';
import { buildNetwork, type Network } from '../training/network.js';
import { classNamesOf } from './class-names.js';
import { inspectPicture, predictPictures } from './look.js';
import type { InferenceAnswer, InferenceRequest } from './messages.js';
import { picturesOf, type Pictures } from './pictures.js';

export type Tell = (answer: InferenceAnswer) => void;

/**
 * Computes with a network what was asked for, and tells each part as soon as it is there. Throws what the engine, the
 * data and the pictures throw, `test-index-too-far`.
 */
export async function answerTask(request: InferenceRequest, tell: Tell): Promise<void> {
  const { task, training, weights } = request;
  const network = buildNetwork(request.model);
  const engine = await openEngine(request, tell);
  const data =
    training && needsData(task, training) ? await load(request, training, network, tell) : undefined;
  if (task.task === 'evaluate') return evaluate(engine, network, request, { data: data!, tell });
  const pictures = await picturesOf(task.pictures, network, data);
  if (training) pictures.classNames ??= await classNamesOf(training.dataset);
  const augmentation = await standardization(request, data, pictures);
  const looked = { network, weights: place(network, weights), augmentation };
  if (task.task === 'predict') predictPictures(looked, pictures, tell);
  else inspectPicture(looked, pictures, { layer: task.layer, tell });
}

async function openEngine({ engine: wanted, dataFolder }: InferenceRequest, tell: Tell): Promise<Engine> {
  const { engine, passedOver } = await chooseEngine({
    engine: wanted,
    fetchEngine: false,
    dataFolder,
    signal: new AbortController().signal,
    onFetch: () => {},
  });
  const { engine: id, version, device } = engine.facts;
  tell({ type: 'engine', engine: id, version, device, passedOver });
  return engine;
}

/** Files need the training images only where pictures are compared with all of those. */
function needsData(task: InferenceRequest['task'], { augmentation }: TrainingConfig): boolean {
  if (task.task === 'evaluate' || task.pictures.from === 'test') return true;
  return Boolean(
    augmentation &&
    (augmentation.featurewiseCenter || augmentation.featurewiseStdNormalization || augmentation.zcaWhitening),
  );
}

async function load(
  { dataFolder, seed }: InferenceRequest,
  training: TrainingConfig,
  { inputShape, outputs }: Network,
  tell: Tell,
): Promise<Dataset> {
  const { dataset, fit } = training;
  const data = await loadDataset(dataset, {
    dataFolder,
    inputShape,
    outputs,
    seed,
    validationSplit: fit.validationSplit,
    onProgress: (received, total) => tell({ type: 'fetching', received, total }),
  });
  return dataToTrainOn(data, training);
}

/** The same session as in training evaluates: to the bit what a run says at its end. */
async function evaluate(
  engine: Engine,
  network: Network,
  request: InferenceRequest,
  { data, tell }: { data: Dataset; tell: Tell },
): Promise<void> {
  const { weights, training } = request;
  if (!training) throw new Error('An evaluation needs settings.');
  const { compile, fit } = training;
  const { count } = data.test;
  if (count === 0) throw new ConvScopeError('no-test-images');
  const session = await engine.open({
    network,
    weights,
    compile,
    dropout: false,
    augmentation: await standardization(request, data, { set: data.test }),
    training: data.test,
    test: data.test,
    batchSize: fit.batchSize,
  });
  const { loss, metricSums } = await session.evaluate();
  session.dispose();
  const metrics = compile.metrics.map((metric, i) => [metric, metricSums[i]! / count] as const);
  tell({ type: 'evaluated', samples: count, logs: { loss, ...Object.fromEntries(metrics) } });
}

/** What is done to pictures before the network sees them, as in training, without what is drawn. */
async function standardization(
  { training, runFolder }: InferenceRequest,
  data: Dataset | undefined,
  { set }: Pick<Pictures, 'set'>,
): Promise<AugmentationPlan | null> {
  if (!training?.augmentation) return null;
  const keeper = runFolder === undefined ? undefined : { read: statisticsIn(runFolder).read };
  return planAugmentation(training.augmentation, data?.training ?? set, { keeper });
}

const place = (network: Network, weights: readonly Float32Array[]) =>
  network.weights.map(({ shape }, i) => tf.tensor(weights[i]!, [...shape], 'float32'));
