import path from 'node:path';
import { describeModel, type KerasObject, type OptimizerConfig } from '@convscope/model';
import type { SavedModel, SavedOptimizer } from '@convscope/model/files';
import * as z from 'zod';
import { optimizerSlots } from '../training/optimizer-slots.js';
import { readNewestCheckpoint } from './checkpoints.js';
import { readEvents } from './event-log.js';
import { readFinalWeights, readRunWeights } from './final-weights.js';
import type { Recipe } from './recipe.js';
import { writeFileWhole } from './whole-file.js';

/** A network and its optimizer as a training has them at some moment. */
export interface TrainedModel {
  recipe: Pick<Recipe, 'model' | 'training' | 'layout'>;
  /** In the order of the layout. */
  weights: readonly Float32Array[];
  optimizer: {
    /** Its own, without decay or schedule: a callback may have lowered it. */
    learningRate: number;
    iterations: number;
    /** In Keras's order. */
    slots: readonly Float32Array[];
  } | null;
}

/**
 * What a run has learned until now: as it ended, or as its newest checkpoint has it, with the optimizer; where no
 * checkpoint is whole, its newest snapshot alone. Throws `run-has-no-weights`, `run-damaged`.
 */
export async function readTrainedModel(run: Recipe & { folder: string }): Promise<TrainedModel> {
  const { length: numEvents } = await readEvents(run.folder);
  const checkpoint = await readNewestCheckpoint(run.folder, numEvents).catch(() => undefined);
  const final = await readFinalWeights(run);
  if (!checkpoint?.slots) return { recipe: run, weights: await readRunWeights(run), optimizer: null };
  const { learningRate, iterations } = checkpoint.progress;
  const optimizer = { learningRate, iterations, slots: checkpoint.slots };
  return { recipe: run, weights: final ?? checkpoint.weights, optimizer };
}

/** The same as model files hold it. */
export function savedModel({ recipe, weights, optimizer }: TrainedModel): SavedModel {
  const { compile } = recipe.training;
  return {
    config: kerasObject.parse(recipe.model),
    weights: recipe.layout.map((place, i) => ({ ...place, values: weights[i]! })),
    compile,
    optimizer: optimizer && savedOptimizer(recipe, compile.optimizer, optimizer),
  };
}

/** Writes a `.keras` or `.h5` file that Keras loads. Throws `disk-full`, `folder-not-writable`. */
export async function writeModelFile(file: string, model: TrainedModel): Promise<void> {
  // HDF5 is large, and needed once.
  const { writeH5, writeKeras } = await import('@convscope/model/files');
  const write = path.extname(file) === '.h5' ? writeH5 : writeKeras;
  await writeFileWhole(file, write(savedModel(model)), { durable: true });
}

const kerasObject: z.ZodType<KerasObject> = z.looseObject({
  class_name: z.string(),
  config: z.record(z.string(), z.unknown()),
});

function savedOptimizer(
  { model }: Pick<Recipe, 'model'>,
  config: OptimizerConfig,
  { learningRate, iterations, slots }: NonNullable<TrainedModel['optimizer']>,
): SavedOptimizer {
  const weights = describeModel(model).layers.flatMap((layer) =>
    layer.weights.map(({ name, shape, trainable }) => ({ layer: layer.name, name, shape, trainable })),
  );
  return {
    config: { ...config, learningRate },
    iterations,
    slots: optimizerSlots(config, weights).map(({ weight, name }, i) => ({
      weight,
      name,
      values: slots[i]!,
    })),
  };
}
