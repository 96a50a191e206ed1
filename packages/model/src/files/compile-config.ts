import * as z from 'zod';
import { ModelError } from '../error.js';
import type { LossName, MetricName, TrainingConfig } from '../training/training-config.js';
import type { FileWarning } from './model-file.js';
import { readOptimizerConfig, writeOptimizerConfig } from './optimizer-config.js';
import { clause } from '../problems/clause.js';

/** What `compile` was told, as `compile_config` (Keras 3) and `training_config` (`.h5`) have it. */
const savedCompile = z.looseObject({
  optimizer: z.unknown().optional(),
  optimizer_config: z.unknown().optional(),
  loss: z.unknown().optional(),
  metrics: z.unknown().optional(),
});

const lossNames = new Map<string, LossName>([
  ['categorical_crossentropy', 'categorical_crossentropy'],
  ['sparse_categorical_crossentropy', 'sparse_categorical_crossentropy'],
  ['binary_crossentropy', 'binary_crossentropy'],
  ['mean_squared_error', 'mean_squared_error'],
  ['mse', 'mean_squared_error'],
]);

const metricNames = new Map<string, MetricName>([
  ['accuracy', 'accuracy'],
  ['acc', 'accuracy'],
  ['categorical_accuracy', 'accuracy'],
  ['sparse_categorical_accuracy', 'accuracy'],
  ['binary_accuracy', 'accuracy'],
  ['top_k_categorical_accuracy', 'top_k_categorical_accuracy'],
  ['sparse_top_k_categorical_accuracy', 'top_k_categorical_accuracy'],
]);

/** What a model was compiled with, as far as ConvScope can train with it; why not, and what was left out. */
export function readCompile(value: unknown): {
  compile: TrainingConfig['compile'] | null;
  warnings: FileWarning[];
} {
  if (value === undefined || value === null) return { compile: null, warnings: [] };
  try {
    const { optimizer = null, optimizer_config = null, loss = null, metrics } = savedCompile.parse(value);
    if (loss === null) return { compile: null, warnings: [] };
    // Keras 3 leaves it out of a `.keras` that is saved after an `.h5` of the same model.
    if ((optimizer ?? optimizer_config) === null)
      throw new ModelError('unsupported', clause('optimizer-not-named'));
    const names = metricsOf(metrics);
    const known = names.flatMap((name) => metricNames.get(name) ?? []);
    return {
      compile: {
        optimizer: readOptimizerConfig(optimizer ?? optimizer_config),
        loss: readLoss(loss),
        metrics: [...new Set(known)],
      },
      warnings: names
        .filter((name) => !metricNames.has(name) && !lossNames.has(name))
        .map((metric) => ({ kind: 'metric-not-read', metric })),
    };
  } catch (error) {
    if (!(error instanceof ModelError || error instanceof z.ZodError)) throw error;
    const reason = error instanceof ModelError ? error.clause : clause('not-keras-form');
    return { compile: null, warnings: [{ kind: 'compile-not-read', reason }] };
  }
}

/** A loss by its name, or one of Keras's loss objects with nothing special set. */
function readLoss(value: unknown): LossName {
  const name = typeof value === 'string' ? value : nameOf(value);
  const loss = lossNames.get(name ?? '');
  if (loss === undefined)
    throw new ModelError('unsupported', clause('loss-not-known', { loss: name ?? clause('without-name') }));
  const special = z
    .object({
      config: z.object({ from_logits: z.literal(true).optional(), label_smoothing: z.number().optional() }),
    })
    .safeParse(value).data?.config;
  if (special?.from_logits === true || (special?.label_smoothing ?? 0) !== 0) {
    throw new ModelError('unsupported', clause('loss-special'));
  }
  return loss;
}

/** Every metric's name, however deep Keras 2 nested their list. */
function metricsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(metricsOf);
  const name = nameOf(value);
  return name === undefined ? [] : [name];
}

const named = z.object({
  registered_name: z.string().nullish(),
  config: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]),
});

/** The name of a function or an object of Keras's. */
function nameOf(value: unknown): string | undefined {
  return named.safeParse(value).data?.config;
}

/** `compile` as Keras 3 saves it in a `.keras` file. */
export function compileConfig({
  optimizer,
  loss,
  metrics,
}: TrainingConfig['compile']): Record<string, unknown> {
  return {
    optimizer: writeOptimizerConfig(optimizer),
    loss,
    loss_weights: null,
    metrics,
    weighted_metrics: null,
    run_eagerly: false,
    steps_per_execution: 1,
    jit_compile: false,
  };
}

/** `compile` as an `.h5` file has it, in the form that Keras 2 reads too. */
export function trainingConfigAttribute(compile: TrainingConfig['compile']): Record<string, unknown> {
  return {
    loss: compile.loss,
    metrics: compile.metrics,
    weighted_metrics: null,
    loss_weights: null,
    optimizer_config: writeOptimizerConfig(compile.optimizer),
  };
}
