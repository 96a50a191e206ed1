import { describeModel, type OptimizerConfig, type TrainingConfig } from '@convscope/model';
import type { ModelFile } from '@convscope/model/files';
import type { InitialState } from '../../runs/prepare-run.js';
import { isFile, openWeightsFile } from '../networks/model-file.js';
import type { Say } from '../texts.js';
import { UsageError } from '../usage-errors.js';
import type { NetworkToTrain } from './network-to-train.js';

/**
 * Where a training begins: with the weights of a file that was named for that, else with those of the model file and,
 * if the optimizer is still of the same kind, with what it remembered. `undefined`: with random ones of the seed.
 * @throws UsageError where there is no such file; ConvScopeError `model-file-unreadable`, also where the weights do not fit the network
 */
export async function initialState(
  { model, file }: NetworkToTrain,
  { compile }: TrainingConfig,
  { initialWeights: weightsFile, say }: { initialWeights?: string; say: Say },
): Promise<InitialState | undefined> {
  if (weightsFile !== undefined) {
    if (!(await isFile(weightsFile))) throw new UsageError(say('error.noFile', { name: weightsFile }));
    return { weights: await openWeightsFile(weightsFile, describeModel(model)) };
  }
  if (!file) return undefined;
  const weights = file.weights.map(({ values }) => values);
  return { weights, ...optimizerState(file, compile.optimizer) };
}

/** Other settings than these change how it steps, and not what it remembers. */
function optimizerState({ optimizer: saved }: ModelFile, wanted: OptimizerConfig): Partial<InitialState> {
  if (!saved || kindOf(saved.config) !== kindOf(wanted)) return {};
  return { iterations: saved.iterations, slots: saved.slots.map(({ values }) => values) };
}

function kindOf(optimizer: OptimizerConfig): string {
  const { className } = optimizer;
  const slots = [
    'momentum' in optimizer && optimizer.momentum > 0,
    'centered' in optimizer && optimizer.centered,
    'amsgrad' in optimizer && optimizer.amsgrad,
  ];
  return [className, ...slots].join(' ');
}
