import { trainingConfig } from '@convscope/model';
import * as z from 'zod';
import { wireError } from '../errors/wire-error.js';
import { logs } from './metrics.js';

/** Every event is numbered from 0 without a gap, and says when it happened (ms since 1970, UTC). */
const numbered = { n: z.int().nonnegative(), time: z.number().positive() };
const step = z.int().nonnegative();

export const engineId = z.enum(['tensorflow', 'webgpu', 'wasm']);
export type EngineId = z.infer<typeof engineId>;

/** What people call them. */
export const engineNames: Readonly<Record<EngineId, string>> = {
  tensorflow: 'TensorFlow',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
};

/** How much there is to do. */
const plan = z.object({
  epochs: z.int().positive(),
  batchSize: z.int().positive(),
  /** Training images an epoch. */
  samples: z.int().positive(),
  /** Batches an epoch, the last one may be smaller. */
  batches: z.int().positive(),
  /** Ends the run after so many batches in all, if that is before its last epoch does. */
  maxSteps: z.int().positive().optional(),
  /** Images of the test set, on which the lesson validates and is evaluated. */
  testSamples: z.int().nonnegative(),
});

/**
 * The first event of a run, or, where only the user's own pictures tell how much there is to do, the first after they
 * were read: what was asked for. All that a panel needs to draw the network before the first batch.
 */
const created = z.object({
  ...numbered,
  type: z.literal('created'),
  runId: z.string(),
  /** The lesson's id; of any other network, its name. */
  lesson: z.string(),
  /** `mnist`, `folder`. */
  dataset: z.string(),
  /** All of what Keras calls compile and fit. The first runs (format 1) did not record it. */
  training: trainingConfig.optional(),
  /** A Keras config: `describeModel` makes shapes and summary from it. */
  model: z.unknown(),
  seed: z.int().nonnegative(),
  plan,
  optimizer: z.looseObject({ className: z.string(), learningRate: z.number() }),
});

/**
 * What is being done now, when it is not training; `received` and `total` in bytes where something is fetched, read or,
 * as augmentation asks for it, measured.
 */
const phase = z.object({
  ...numbered,
  type: z.literal('phase'),
  phase: z.enum([
    'preparing-engine',
    'fetching-engine',
    'fetching-data',
    'loading-data',
    'measuring-data',
    'training',
    'evaluating',
  ]),
  received: z.number().nonnegative().optional(),
  total: z.number().positive().optional(),
});

/** Which engine trains, and what others were passed over and why. */
const engine = z.object({
  ...numbered,
  type: z.literal('engine'),
  engine: engineId,
  /** `2.21.0`. */
  version: z.string(),
  /** `CPU`. */
  device: z.string(),
  threads: z.int().positive(),
  /** Into how many parts a batch is split; part of what makes a run repeatable to the bit. */
  parts: z.int().positive(),
  passedOver: z.array(z.object({ engine: engineId, error: wireError })).default([]),
});

/** One batch was trained on. `logs` are of this batch alone, before its update. */
const batch = z.object({
  ...numbered,
  type: z.literal('batch'),
  /** Updates done so far in the whole run, this one included. */
  step,
  /** From 0. */
  epoch: z.int().nonnegative(),
  /** Batches done in this epoch, this one included. */
  batch: z.int().positive(),
  /** Images seen in this epoch, this batch included. */
  samples: z.int().positive(),
  logs,
  learningRate: z.number(),
  samplesPerSecond: z.number().nonnegative(),
});

/** The end of an epoch: Keras's logs, means over the epoch (a smaller last batch weighs less), and validation. */
const epoch = z.object({
  ...numbered,
  type: z.literal('epoch'),
  epoch: z.int().nonnegative(),
  step,
  logs,
  /** Wall time of the epoch with its validation. */
  seconds: z.number().nonnegative(),
});

/** The weights after `step` updates were kept; `snapshot/read` brings them. */
const snapshot = z.object({
  ...numbered,
  type: z.literal('snapshot'),
  step,
  /** Where in the run: 0 is the start, 1.5 the middle of the second epoch. */
  at: z.number().nonnegative(),
});

/** The trained network was evaluated on the whole test set. */
const evaluated = z.object({ ...numbered, type: z.literal('evaluated'), samples: z.int().positive(), logs });

/**
 * Training goes on from a checkpoint, after a stop, a crash or the end. What was told before this event of later steps,
 * and of the ends of this epoch and of later ones, is void: they are done again, to the same bits.
 */
const resumed = z.object({
  ...numbered,
  type: z.literal('resumed'),
  /** Updates that the checkpoint holds. */
  step,
  /** The epoch that is under way then. */
  epoch: z.int().nonnegative(),
  plan,
  /** The steps, ascending, whose snapshots can still be read. */
  snapshots: z.array(step).default([]),
});

/** A callback did something that a user should know of. */
const callback = z.object({
  ...numbered,
  type: z.literal('callback'),
  /** Keras's class: `EarlyStopping`, `ReduceLROnPlateau`, `ModelCheckpoint`. */
  className: z.string(),
  epoch: z.int().nonnegative(),
  /** The new rate, after ReduceLROnPlateau. */
  learningRate: z.number().optional(),
  /** The best epoch so far, of EarlyStopping and ModelCheckpoint. */
  bestEpoch: z.int().nonnegative().optional(),
  /** Whether EarlyStopping ended the training here, rather than put the best weights back at its planned end. */
  stopped: z.boolean().optional(),
});

/** A model file was written into the run's folder. */
const exported = z.object({
  ...numbered,
  type: z.literal('exported'),
  /** Within the run's folder, with `/`. */
  file: z.string(),
});

/** The last event, unless the run is resumed. */
const ended = z.object({
  ...numbered,
  type: z.literal('ended'),
  state: z.enum(['finished', 'stopped', 'failed']),
  error: wireError.optional(),
  /** Wall time of training and evaluation together, without preparation. */
  seconds: z.number().nonnegative(),
});

/** What happens in a run: the line of its event log is the event on the wire is the line of `--json`. */
export const runEvent = z.discriminatedUnion('type', [
  created,
  phase,
  engine,
  batch,
  epoch,
  snapshot,
  evaluated,
  resumed,
  callback,
  exported,
  ended,
]);
export type RunEvent = z.infer<typeof runEvent>;
export type RunEventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;
/** An event before the log gives it its number and time. */
export type NewRunEvent = RunEvent extends infer E
  ? E extends RunEvent
    ? Omit<E, 'n' | 'time'>
    : never
  : never;
