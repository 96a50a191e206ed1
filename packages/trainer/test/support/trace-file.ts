import { readFileSync } from 'node:fs';
import { optimizer, type OptimizerConfig } from '@convscope/model';
import * as z from 'zod';
import { worstOf, type Comparison } from '../../../model/test/comparison.js';
import type { WeightValues } from '../../src/training/weights.js';

/** A file of the oracle's `trace` folder. */
export const traceUrl = (name: string): URL => new URL(`../oracle/trace/${name}`, import.meta.url);

const tensorFigures = z.object({
  path: z.string(),
  mean: z.number(),
  std: z.number(),
  first8: z.number().array(),
});
export type TensorFigures = z.infer<typeof tensorFigures>;

const rate = z.union([
  z.number().transform((learningRate) => ({ learningRate, decay: 0 })),
  z
    .object({
      class_name: z.literal('InverseTimeDecay'),
      config: z.object({
        initial_learning_rate: z.number(),
        decay_steps: z.literal(1),
        decay_rate: z.number(),
      }),
    })
    // Keras 3's way to say Keras 2's `decay`.
    .transform(({ config }) => ({ learningRate: config.initial_learning_rate, decay: config.decay_rate })),
]);
const optimizerOfTrace = z
  .object({
    class: z.enum(['SGD', 'RMSprop', 'Adam']),
    config: z.looseObject({ learning_rate: rate }),
  })
  .transform((given): OptimizerConfig =>
    optimizer({ className: given.class, ...given.config.learning_rate }),
  );

const traceFile = z.object({
  dataset: z.enum(['mnist', 'cifar10']),
  batch_size: z.int(),
  first_image: z.int(),
  steps: z.int(),
  /** Of the resumed trace: updates done before. */
  iterations_at_start: z.int().default(0),
  /** The resumed trace says it in words only. */
  optimizer: optimizerOfTrace.default(() =>
    optimizer({ className: 'RMSprop', learningRate: 1e-4, decay: 1e-6 }),
  ),
  initial_weights: z.string().array().default([]),
  loss: z.number().array(),
  accuracy: z.number().array(),
  learning_rate: z.number().array(),
  strict_steps: z.int(),
  loss_tolerance: z.number().array(),
  gradients_of_first_batch: tensorFigures.array().default([]),
  weights: z.record(z.string(), tensorFigures.array()),
  weights_tolerance: z.record(z.string(), z.number()),
  first_losses_of_wrong_variants: z.record(z.string(), z.number().array()).nullable().default(null),
  first_losses_if_slots_are_lost: z.number().array().optional(),
  final_weights_file: z.string().nullish(),
  test: z
    .object({
      'loss': z.number(),
      'correct': z.int(),
      'images_with_top2_margin_below_1e-5': z.int().array(),
    })
    .nullish(),
});
export type Trace = z.output<typeof traceFile>;

/** Real Keras's training step by step. */
export function readTrace(name: string): Trace {
  return traceFile.parse(JSON.parse(readFileSync(traceUrl(`${name}.json`), 'utf8')));
}

const epochsFile = z.object({
  images: z.int(),
  validation_images: z.int(),
  history: z.record(z.string(), z.number().array()),
  final_weights: tensorFigures.array(),
});

/** Real Keras's `fit` of LeNet-5 over two epochs. */
export const readEpochs = (): z.output<typeof epochsFile> =>
  epochsFile.parse(JSON.parse(readFileSync(traceUrl('lenet5-epochs.json'), 'utf8')));

/**
 * Mean, standard deviation and first eight values of each tensor. The bias before a BatchNormalization is left out: its
 * true gradient is 0, and Adam makes steps of the rounding.
 */
export function compareTensors(
  what: string,
  actual: readonly WeightValues[],
  expected: readonly TensorFigures[],
  tolerance: number,
): Comparison {
  const byPath = new Map(actual.map((weight) => [`${weight.layer}/${weight.name}`, weight.values]));
  const compared = expected.flatMap(({ path, mean, std, first8 }): Comparison[] => {
    const ofLayer = path.replace(/^sequential\//, '');
    if (ofLayer === 'depthwise_conv2d/bias') return [];
    const values = byPath.get(ofLayer)!;
    const found = meanAndDeviation(values);
    const differences = [found.mean - mean, found.std - std, ...first8.map((value, i) => values[i]! - value)];
    return [{ what, at: ofLayer, difference: Math.max(...differences.map(Math.abs)), tolerance }];
  });
  return worstOf(compared);
}

function meanAndDeviation(values: Float32Array): { mean: number; std: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, std: Math.sqrt(variance) };
}
