import type { SavedModel } from '@convscope/model/files';
import { readTrainedModel, savedModel } from '../../runs/trained-model.js';
import type { CliContext } from '../context.js';
import { runWithWeights } from './trained-network.js';

/**
 * A run's network as a model file holds it: its weights, how it was compiled, and the optimizer, so that Keras can train
 * it on.
 * @throws UsageError where there is no such run; ConvScopeError `run-has-no-weights`, `run-damaged`
 */
export async function runModel(text: string, context: CliContext): Promise<SavedModel> {
  const { folder, recipe } = await runWithWeights(text, context);
  return savedModel(await readTrainedModel({ ...recipe, folder }));
}
