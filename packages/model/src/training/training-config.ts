import * as z from 'zod';
import { augmentationConfig } from './augmentation.js';
import { callbackConfig } from './callbacks.js';
import { optimizerConfig } from './optimizer.js';

/** Which images: a known set, a folder of class folders of PNG and JPEG files, or an `.npz` with Keras's names. */
export const datasetConfig = z.discriminatedUnion('name', [
  z.object({ name: z.literal('mnist') }),
  z.object({ name: z.literal('cifar10') }),
  z.object({ name: z.literal('folder'), path: z.string().min(1) }),
  z.object({ name: z.literal('npz'), path: z.string().min(1) }),
]);
export type DatasetConfig = z.output<typeof datasetConfig>;

export const lossName = z.enum([
  'categorical_crossentropy',
  'sparse_categorical_crossentropy',
  'binary_crossentropy',
  'mean_squared_error',
]);
export type LossName = z.output<typeof lossName>;

/** `accuracy` is, as in Keras, the one that suits the loss. `top_k_categorical_accuracy` counts the best five. */
export const metricName = z.enum(['accuracy', 'top_k_categorical_accuracy']);
export type MetricName = z.output<typeof metricName>;

/** Everything that Keras is told in `compile` and `fit`, and on what: with a model and a seed, a whole training. */
export const trainingConfig = z.object({
  dataset: datasetConfig,
  compile: z.object({
    optimizer: optimizerConfig,
    loss: lossName,
    metrics: z.array(metricName),
  }),
  fit: z.object({
    batchSize: z.int().positive(),
    epochs: z.int().positive(),
    /** Ends the training after so many updates in all, wherever in an epoch that is. */
    maxSteps: z.int().positive().optional(),
    /** Only the training images of these numbers, `[first, last]`, from 0, both included. */
    trainRange: z.tuple([z.int().nonnegative(), z.int().nonnegative()]).optional(),
    /** A new order every epoch; without, the order of the files. */
    shuffle: z.boolean().default(true),
    /** The last share of the training images becomes the validation set; 0 validates on the test set. */
    validationSplit: z.number().min(0).lt(1).default(0),
  }),
  augmentation: augmentationConfig.nullable().default(null),
  /** Whether Dropout layers drop; without, they pass everything on. */
  dropout: z.boolean().default(true),
  callbacks: z.array(callbackConfig).default([]),
  /** A model file that is written at the end, inside the run's folder: `saved_models/net.h5`. */
  saveAs: z
    .string()
    .regex(/^(?![/\\])(?!.*\.\.)[\w./ -]+\.(h5|keras)$/)
    .optional(),
});
export type TrainingConfig = z.output<typeof trainingConfig>;

/** A training as one writes it; what is left out takes Keras's default. */
export function training(config: z.input<typeof trainingConfig>): TrainingConfig {
  return trainingConfig.parse(config);
}
