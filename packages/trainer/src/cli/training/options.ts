import { lossName, metricName, type LossName, type MetricName, type OptimizerName } from '@convscope/model';
import { engineId, type EngineId } from '@convscope/protocol';
import type { Command } from 'commander';
import type { Say } from '../texts.js';
import { values } from '../values.js';
import { addAugmentationOptions, type AugmentationOptions } from './augmentation-options.js';

/** What the command line calls Keras's optimizers. */
export const optimizerNames = {
  sgd: 'SGD',
  rmsprop: 'RMSprop',
  adam: 'Adam',
  adamw: 'AdamW',
  adagrad: 'Adagrad',
} as const satisfies Record<string, OptimizerName>;

/** What a command line says about how to train, beside what the lesson or the model file does. */
export interface SettingOptions extends AugmentationOptions {
  /** As it was written: a name, a folder, a file. */
  dataset?: string;
  epochs?: number;
  batchSize?: number;
  optimizer?: keyof typeof optimizerNames;
  learningRate?: number;
  momentum?: number;
  nesterov?: boolean;
  decay?: number;
  schedule?: unknown;
  loss?: LossName;
  metrics?: readonly MetricName[];
  maxSteps?: number;
  trainRange?: [number, number];
  validationSplit?: number;
  /** False where `--no-…` is given. */
  shuffle: boolean;
  augmentation: boolean;
  dropout: boolean;
  /** Epochs of patience; true without a number. */
  earlyStopping?: number | true;
  reduceLrOnPlateau?: number | true;
  saveBest?: boolean;
  csv?: boolean;
  tensorboard?: boolean;
  saveAs?: string;
}

/** All options of `convscope train`. */
export interface TrainOptions extends SettingOptions {
  config?: string;
  printConfig?: boolean;
  initialWeights?: string;
  engine: EngineId | 'auto';
  seed?: number;
  out?: string;
  yes: boolean;
}

/** What Keras takes for a loss or a metric, too. */
const shortNames: Readonly<Record<string, string>> = { mse: 'mean_squared_error', acc: 'accuracy' };

/** Which engines may be asked for. */
export const engineChoices = ['auto', ...engineId.options] as const;

/** Adds the options of `convscope train`, in groups. */
export function addTrainOptions(command: Command, say: Say): void {
  const { wholeNumber, number, range, choice, choices, json, saveAs } = values(say);
  const known = (list: readonly string[]) => ({ known: list.join(', ') });
  const optimizers = Object.keys(optimizerNames) as (keyof typeof optimizerNames)[];
  const patience = wholeNumber(0, 10_000);
  const loss = (text: string) => choice(lossName.options)(shortNames[text.toLowerCase()] ?? text);
  const metrics = (text: string) =>
    choices(metricName.options)(text.replace(/[^,\s]+/g, (word) => shortNames[word.toLowerCase()] ?? word));
  command
    .optionsGroup(say('group.data'))
    .option('--dataset <data>', say('option.dataset'))
    .option('--train-range <A-B>', say('option.trainRange'), range)
    .option('--validation-split <share>', say('option.validationSplit'), number(0, { high: 0.99 }))
    .option('--no-shuffle', say('option.noShuffle'))
    .optionsGroup(say('group.fit'))
    .option('--epochs <n>', say('option.epochs'), wholeNumber(1, 10_000))
    .option('--batch-size <n>', say('option.batchSize'), wholeNumber(1, 65_536))
    .option('--max-steps <n>', say('option.maxSteps'), wholeNumber(1, 2 ** 31))
    .option('--initial-weights <file>', say('option.initialWeights'))
    .option('--seed <n>', say('option.seed'), wholeNumber(0, 2 ** 32 - 1))
    .option('--no-dropout', say('option.noDropout'))
    .optionsGroup(say('group.compile'))
    .option('--optimizer <name>', say('option.optimizer', known(optimizers)), choice(optimizers))
    .option('--learning-rate <x>', say('option.learningRate'), number(0, { above: true }))
    .option('--momentum <x>', say('option.momentum'), number(0, { high: 1 }))
    .option('--nesterov', say('option.nesterov'))
    .option('--decay <x>', say('option.decay'), number(0))
    .option('--schedule <json>', say('option.schedule'), json)
    .option('--loss <name>', say('option.loss', known(lossName.options)), loss)
    .option('--metrics <names>', say('option.metrics', known(metricName.options)), metrics)
    .optionsGroup(say('group.callbacks'))
    .option('--early-stopping [epochs]', say('option.earlyStopping'), patience)
    .option('--reduce-lr-on-plateau [epochs]', say('option.reduceLr'), patience)
    .option('--save-best', say('option.saveBest'))
    .option('--csv', say('option.csv'))
    .option('--tensorboard', say('option.tensorboard'))
    .option('--save-as <file>', say('option.saveAs'), saveAs);
  addAugmentationOptions(command, say);
  command
    .option('--no-augmentation', say('option.noAugmentation'))
    .optionsGroup(say('group.run'))
    .option('--engine <name>', say('option.engine', known(engineChoices)), choice(engineChoices), 'auto')
    .option('-y, --yes', say('option.yes'), false)
    .option('--out <dir>', say('option.out'))
    .option('--config <file>', say('option.config'))
    .option('--print-config', say('option.printConfig'))
    .option('--json', say('option.json'), false);
}
