import {
  augmentationConfig,
  callbackConfig,
  optimizerConfig,
  trainingConfig,
  type CallbackConfig,
  type DatasetConfig,
  type OptimizerConfig,
  type TrainingConfig,
} from '@convscope/model';
import type { z } from 'zod';
import ru from 'zod/v4/locales/ru.js';
import type { Say } from '../texts.js';
import { UsageError } from '../usage-errors.js';
import { augmentationOptions } from './augmentation-options.js';
import { optimizerNames, type SettingOptions } from './options.js';

/**
 * A training with what the command line wants otherwise. An optimizer that is named starts from Keras's defaults for
 * it; without a name, its settings change the one that there is. Nothing is read or fetched here.
 * @throws UsageError where the settings do not fit each other
 */
export function applyOptions(
  base: TrainingConfig,
  options: SettingOptions,
  { say, dataset = base.dataset }: { say: Say; dataset?: DatasetConfig },
): TrainingConfig {
  const changed = {
    dataset,
    compile: {
      optimizer: optimizerOf(base.compile.optimizer, options, say),
      loss: options.loss ?? base.compile.loss,
      metrics: options.metrics ?? base.compile.metrics,
    },
    fit: {
      ...base.fit,
      ...given({
        epochs: options.epochs,
        batchSize: options.batchSize,
        maxSteps: options.maxSteps,
        trainRange: options.trainRange,
        validationSplit: options.validationSplit,
      }),
      ...(!options.shuffle && { shuffle: false }),
    },
    augmentation: augmentationOf(base, options, say),
    dropout: options.dropout && base.dropout,
    callbacks: callbacksOf(base.callbacks, options),
    ...given({ saveAs: options.saveAs ?? base.saveAs }),
  };
  return checked(trainingConfig, changed, say);
}

const russian = { error: ru().localeError };

/** Reads settings with a schema. @throws UsageError that names the setting and what is wrong with it */
export function checked<T>(schema: z.ZodType<T>, value: unknown, say: Say): T {
  const result = schema.safeParse(value, say('language') === 'ru' ? russian : {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.map(String).join('.') || '—';
  throw new UsageError(say('error.setting', { place, reason: reasonOf(issue, value, say) }));
}

function reasonOf(issue: z.core.$ZodIssue | undefined, value: unknown, say: Say): string {
  if (issue?.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return say('error.choice', { known: issue.options.join(', ') });
  }
  const found = issue?.path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
  return found === undefined ? say('error.settingMissing') : (issue?.message ?? '');
}

function optimizerOf(base: OptimizerConfig, options: SettingOptions, say: Say): OptimizerConfig {
  const named = options.optimizer && optimizerNames[options.optimizer];
  const { learningRate, momentum, nesterov, decay, schedule } = options;
  const className = named ?? base.className;
  const settings = given({ learningRate, momentum, nesterov, decay, schedule });
  const known = optimizerConfig.options.find(({ shape }) => shape.className.value === className)?.shape ?? {};
  const foreign = Object.keys(settings).find((name) => !(name in known));
  if (foreign !== undefined) {
    throw new UsageError(say('error.notOf', { option: `--${foreign}`, optimizer: className }));
  }
  return checked(optimizerConfig, { ...(named ? { className } : base), ...settings }, say);
}

function augmentationOf(base: TrainingConfig, options: SettingOptions, say: Say): unknown {
  if (!options.augmentation) return null;
  const wanted = augmentationOptions(options);
  if (Object.keys(wanted).length === 0) return base.augmentation;
  return checked(augmentationConfig, { ...base.augmentation, ...wanted }, say);
}

/** Keras's callbacks of the options; one of a kind replaces that of the base. */
function callbacksOf(base: readonly CallbackConfig[], options: SettingOptions): CallbackConfig[] {
  const { earlyStopping, reduceLrOnPlateau, saveBest, csv, tensorboard } = options;
  const patience = (value: number | true) => (value === true ? {} : { patience: value });
  const wanted = [
    ...(earlyStopping === undefined
      ? []
      : [{ className: 'EarlyStopping', restoreBestWeights: true, ...patience(earlyStopping) }]),
    ...(reduceLrOnPlateau === undefined
      ? []
      : [{ className: 'ReduceLROnPlateau', ...patience(reduceLrOnPlateau) }]),
    ...(saveBest ? [{ className: 'ModelCheckpoint' }] : []),
    ...(csv ? [{ className: 'CSVLogger' }] : []),
    ...(tensorboard ? [{ className: 'TensorBoard' }] : []),
  ].map((callback) => callbackConfig.parse(callback));
  const replaced = new Set(wanted.map(({ className }) => className));
  return [...base.filter(({ className }) => !replaced.has(className)), ...wanted];
}

/** What is given of some settings. */
function given<T extends object>(settings: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
