import type { OptimizerConfig } from '@convscope/model';
import type { SavedModel, SavedOptimizer } from '@convscope/model/files';
import { readNewestCheckpoint, type Checkpoint } from '../../runs/checkpoints.js';
import { readEvents } from '../../runs/event-log.js';
import { buildNetwork } from '../../training/network.js';
import { optimizerSlots } from '../../training/optimizer-slots.js';
import type { CliContext } from '../context.js';
import { runWithWeights } from './trained-network.js';

/**
 * A run's network as a model file holds it: the weights that it has now, how it was compiled, and the optimizer of its
 * newest checkpoint, so that Keras can train it on.
 * @throws UsageError where there is no such run; ConvScopeError `run-has-no-weights`, `run-damaged`
 */
export async function runModel(text: string, context: CliContext): Promise<SavedModel> {
  const { folder, recipe, weights } = await runWithWeights(text, context);
  const { model, training, layout } = recipe;
  const numEvents = (await readEvents(folder)).length;
  // A run whose checkpoints are damaged still has its weights.
  const checkpoint = await readNewestCheckpoint(folder, numEvents).catch(() => undefined);
  return {
    config: model as SavedModel['config'],
    weights: layout.map(({ layer, name, shape }, i) => ({ layer, name, shape, values: weights[i]! })),
    compile: training.compile,
    optimizer: checkpoint ? savedOptimizer(model, training.compile.optimizer, checkpoint) : null,
  };
}

function savedOptimizer(
  model: unknown,
  config: OptimizerConfig,
  { progress, slots }: Checkpoint,
): SavedOptimizer | null {
  const places = optimizerSlots(config, buildNetwork(model).weights);
  if (slots?.length !== places.length) return null;
  return {
    config: { ...config, learningRate: progress.learningRate },
    iterations: progress.iterations,
    slots: places.map(({ weight, name }, i) => ({ weight, name, values: slots[i]! })),
  };
}
