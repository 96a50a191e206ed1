import type { AugmentationConfig } from '@convscope/model';
import { ConvScopeError, engineNames } from '@convscope/protocol';
import { planAugmentation, type AugmentationPlan } from '../augmentation/plan.js';
import type { Dataset, ImageSet } from '../data/image-set.js';
import { loadDataset } from '../data/load-dataset.js';
import { chooseEngine } from '../engines/choose.js';
import type { Engine, Session } from '../engines/engine.js';
import { statisticsIn } from '../runs/kept-statistics.js';
import { writeRecipe, type Recipe, type RecordedEngine } from '../runs/recipe.js';
import { initialWeights } from '../training/initialize.js';
import { buildNetwork } from '../training/network.js';
import { checkTrainable } from '../training/untrainable.js';
import { dataToTrainOn } from './plan.js';
import type { StartingPoint } from './starting-point.js';
import type { Emit, RunInProcess } from './train-run.js';

/**
 * The engine that was asked for; of a run that goes on, the one that it began with, with its threads and parts. It is
 * recorded in the run. Throws `engine-differs`, and what `chooseEngine` throws.
 */
export async function prepareEngine(recipe: Recipe, { spec, emit, signal }: RunInProcess): Promise<Engine> {
  emit({ type: 'phase', phase: 'preparing-engine' });
  const recorded = spec.sameEngine ? recipe.engine : null;
  const { engine, passedOver } = await chooseEngine({
    engine: spec.engine,
    fetchEngine: spec.fetchEngine,
    dataFolder: spec.dataFolder,
    ...(recorded && { setting: { threads: recorded.threads, parts: recorded.parts } }),
    signal,
    onFetch: progress(emit, 'fetching-engine'),
  });
  const { facts } = engine;
  if (recorded && engineText(recorded) !== engineText(facts)) {
    const args = { recorded: engineText(recorded), here: engineText(facts), engine: facts.engine };
    throw new ConvScopeError('engine-differs', args);
  }
  if (!recorded) await writeRecipe(spec.folder, { ...recipe, engine: { ...facts } });
  emit({ type: 'engine', ...facts, passedOver });
  return engine;
}

/** The images to train on, to validate on and to evaluate on. Throws what `loadDataset` throws, `train-range-too-far`. */
export async function prepareData(
  { training, model, seed }: Recipe,
  { spec, emit, signal }: RunInProcess,
): Promise<Dataset> {
  emit({ type: 'phase', phase: 'loading-data' });
  const network = buildNetwork(model);
  checkTrainable(network, training.compile.loss);
  const data = await loadDataset(training.dataset, {
    dataFolder: spec.dataFolder,
    inputShape: network.inputShape,
    outputs: network.outputs,
    seed,
    validationSplit: training.fit.validationSplit,
    signal,
    onProgress: progress(emit, 'fetching-data'),
    onRead: progress(emit, 'loading-data'),
  });
  return dataToTrainOn(data, training);
}

/**
 * The network on the engine, as it is at the starting point. Throws `model-unsupported`, `zca-too-large`,
 * `disk-full`, `cancelled`.
 */
export async function prepareSession(
  engine: Engine,
  { model, training, seed }: Recipe,
  { checkpoint }: StartingPoint,
  data: Dataset,
  run: RunInProcess,
): Promise<{ session: Session; augmentation: AugmentationPlan | null }> {
  const network = buildNetwork(model);
  const { augmentation: wanted } = training;
  const augmentation = wanted && (await learnAugmentation(wanted, data.training, run));
  const session = await engine.open({
    network,
    weights: checkpoint?.weights ?? initialWeights(network, seed),
    ...(checkpoint?.slots && { slots: checkpoint.slots }),
    compile: training.compile,
    dropout: training.dropout,
    augmentation,
    training: data.training,
    test: data.validation,
    batchSize: training.fit.batchSize,
  });
  if (!run.signal.aborted) return { session, augmentation };
  session.dispose();
  throw new ConvScopeError('cancelled');
}

/** Where it must look through all training images it tells how far that is: ZCA takes minutes. */
function learnAugmentation(
  config: AugmentationConfig,
  training: ImageSet,
  { spec, emit, signal }: RunInProcess,
): Promise<AugmentationPlan> {
  const tell = progress(emit, 'measuring-data');
  const { length } = training.images;
  const onProgress = (done: number) => tell(Math.round(done * length), length);
  return planAugmentation(config, training, { keeper: statisticsIn(spec.folder), signal, onProgress });
}

/** `TensorFlow 2.21.0, CPU, 4 threads, 4 parts`. */
const engineText = ({ engine, version, device, threads, parts }: RecordedEngine) =>
  `${engineNames[engine]} ${version}, ${device}, ${threads} × ${parts}`;

/** Progress of a transfer, or of work on so many bytes, as events: a few a second are enough for a person. */
function progress(
  emit: Emit,
  phase: 'fetching-engine' | 'fetching-data' | 'loading-data' | 'measuring-data',
) {
  let last = 0;
  return (received: number, total: number) => {
    const now = performance.now();
    if (now - last < 250 && received < total) return;
    last = now;
    emit({ type: 'phase', phase, received, total });
  };
}
