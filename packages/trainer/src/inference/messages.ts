import { trainingConfig } from '@convscope/model';
import { engineId, logs, wireError } from '@convscope/protocol';
import * as z from 'zod';

const index = z.int().nonnegative();
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);

/** The pictures to look at: those of a data set's test set, or files. */
const pictures = z.discriminatedUnion('from', [
  z.object({ from: z.literal('test'), range: z.tuple([index, index]) }),
  /** `invert`: dark on light becomes light on dark, as MNIST's digits are. */
  z.object({ from: z.literal('files'), files: z.array(z.string()), invert: z.boolean() }),
]);

export type PictureSource = z.infer<typeof pictures>;

/** What is asked of a trained network. */
const task = z.discriminatedUnion('task', [
  /** Loss and metrics over the whole test set. */
  z.object({ task: z.literal('evaluate') }),
  /** The network's output for each picture. */
  z.object({ task: z.literal('predict'), pictures }),
  /** What one layer makes of one picture; `layer` is its index in the description. */
  z.object({ task: z.literal('inspect'), layer: index, pictures }),
]);
export type Task = z.infer<typeof task>;

/** All that an inference process needs: a network, its weights, where the pictures come from, and the task. */
export const inferenceRequest = z.object({
  dataFolder: z.string(),
  engine: engineId.or(z.literal('auto')),
  /** A Keras config. */
  model: z.unknown(),
  /** In the order of the model's layers. */
  weights: z.array(floats),
  seed: z.int().nonnegative(),
  /** How it was trained, and on what: it decides which images are tested, and how pictures are standardized. `null` where only files are looked at. */
  training: trainingConfig.nullable(),
  /** Of a run: where what its augmentation learnt of its training images is kept, whatever is looked at now. */
  runFolder: z.string().optional(),
  task,
});
export type InferenceRequest = z.infer<typeof inferenceRequest>;

/** From the inference process, in order; the last one is `done` or `failed`. */
export const inferenceAnswer = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('engine'),
    engine: engineId,
    version: z.string(),
    device: z.string(),
    passedOver: z.array(z.object({ engine: engineId, error: wireError })),
  }),
  /** Bytes of a data set that has to be fetched first. */
  z.object({ type: z.literal('fetching'), received: z.number(), total: z.number() }),
  z.object({ type: z.literal('evaluated'), samples: z.int().positive(), logs }),
  z.object({
    type: z.literal('prediction'),
    /** Number in the test set. */
    index: index.optional(),
    file: z.string().optional(),
    /** `[outputs]`. */
    probabilities: floats,
    /** The class that it is, where the test set says so. */
    label: index.optional(),
    classNames: z.array(z.string()).optional(),
  }),
  /** `shape` with the batch of 1 first: `[1, height, width, channels]`. */
  z.object({ type: z.literal('map'), shape: z.array(z.int().positive()), data: floats }),
  z.object({ type: z.literal('done') }),
  z.object({ type: z.literal('failed'), error: wireError }),
]);
export type InferenceAnswer = z.infer<typeof inferenceAnswer>;
