import {
  describeModel,
  lessonById,
  type DatasetConfig,
  type Text,
  type TrainingConfig,
} from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import { readRunWeights } from '../../runs/final-weights.js';
import { findRun, type RunFolder } from '../../runs/run-folder.js';
import type { CliContext } from '../context.js';
import type { Say } from '../texts.js';
import { datasetForShape } from '../training/dataset.js';
import { UsageError } from '../usage-errors.js';
import { defaultTraining } from './default-training.js';
import { isFile, openModelFile, weightNotes } from './model-file.js';

/** A network with weights, of a run or of a model file. */
export interface TrainedNetwork {
  /** A Keras config. */
  model: unknown;
  title: Text;
  /** In the order of the model's layers. */
  weights: readonly Float32Array[];
  seed: number;
  /** How it was trained; of a file as far as that is known, `null` where not even the data set is. */
  training: TrainingConfig | null;
  /** Of a run. */
  runFolder?: string;
  /** What a person should know of its file. */
  notes: readonly string[];
}

/**
 * The network of a run as it stands now, or of a model file.
 * @param dataset the one that was asked for, in place of the one that it was trained on
 * @throws UsageError where there is neither; ConvScopeError `run-has-no-weights`, `model-file-unreadable`, …
 */
export async function trainedNetwork(
  text: string,
  dataset: DatasetConfig | undefined,
  context: CliContext,
): Promise<TrainedNetwork> {
  if (await isFile(text)) return ofFile(text, dataset, context.say);
  const { folder, recipe, weights } = await runWithWeights(text, context);
  const { model, title, seed, training } = recipe;
  return {
    model,
    title,
    seed,
    weights,
    training: dataset ? onOther(training, dataset) : training,
    runFolder: folder,
    notes: [],
  };
}

/**
 * A run with the weights that it has now.
 * @throws UsageError where there is no such run; ConvScopeError `run-not-resumable` where it is too old
 */
export async function runWithWeights(text: string, { dataFolder, say }: CliContext) {
  const run = await findRun(dataFolder, text).catch((error: unknown) => {
    const isUnknown = error instanceof ConvScopeError && error.code === 'unknown-run';
    if (!isUnknown) throw error;
    const sentence = lessonById(text) ? 'error.lessonUntrained' : 'error.noNetwork';
    throw new UsageError(say(sentence, { name: text }), { cause: error });
  });
  const recipe = withRecipe(run);
  return { folder: run.folder, recipe, weights: await readRunWeights(run) };
}

async function ofFile(file: string, dataset: DatasetConfig | undefined, say: Say): Promise<TrainedNetwork> {
  const { config, compile, weights, warnings } = await openModelFile(file);
  const on = dataset ?? datasetForShape(describeModel(config).inputShape?.slice(1) ?? []);
  return {
    model: config,
    title: { en: file, ru: file },
    weights: weights.map(({ values }) => values),
    seed: 0,
    training: on ? defaultTraining(config, on, compile) : null,
    notes: weightNotes(warnings, say),
  };
}

/** The first runs recorded no network. */
function withRecipe(run: RunFolder) {
  if (run.format === 1) throw new ConvScopeError('run-not-resumable', { runId: run.runId });
  return run;
}

/** On another data set than that of the training, no images are set aside. */
function onOther(training: TrainingConfig, dataset: DatasetConfig): TrainingConfig {
  const fit = { ...training.fit, validationSplit: 0 };
  delete fit.trainRange;
  return { ...training, dataset, fit };
}
