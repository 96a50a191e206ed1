import * as z from 'zod';

/** A metric of Keras's logs: `val_loss`. */
const monitor = z.string().default('val_loss');
/** Whether less or more is better; `auto` goes by the name, as in Keras. */
const mode = z.enum(['auto', 'min', 'max']).default('auto');
const epochs = z.int().nonnegative();

/** Keras's callbacks that we have; names and defaults are Keras's. */
export const callbackConfig = z.discriminatedUnion('className', [
  z.object({
    className: z.literal('EarlyStopping'),
    monitor,
    mode,
    minDelta: z.number().nonnegative().default(0),
    patience: epochs.default(0),
    baseline: z.number().nullable().default(null),
    restoreBestWeights: z.boolean().default(false),
    startFromEpoch: epochs.default(0),
  }),
  z.object({
    className: z.literal('ReduceLROnPlateau'),
    monitor,
    mode,
    factor: z.number().positive().lt(1).default(0.1),
    patience: epochs.default(10),
    minDelta: z.number().nonnegative().default(1e-4),
    cooldown: epochs.default(0),
    minLearningRate: z.number().nonnegative().default(0),
  }),
  /** Keeps the weights of the best epoch so far: `exports/best.keras` in the run's folder. */
  z.object({ className: z.literal('ModelCheckpoint'), monitor, mode }),
  /** `training.csv` in the run's folder, one row an epoch. */
  z.object({ className: z.literal('CSVLogger') }),
  /** `tensorboard/{train,validation}` in the run's folder. */
  z.object({ className: z.literal('TensorBoard') }),
]);
export type CallbackConfig = z.output<typeof callbackConfig>;
