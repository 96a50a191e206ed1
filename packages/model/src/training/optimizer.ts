import * as z from 'zod';

const rate = z.number().positive();
const share = z.number().min(0).max(1);
const epsilon = z.number().nonnegative();
const steps = z.int().positive();

/** Keras's learning-rate schedules: the rate as a function of the updates done so far, from `learningRate` on. */
const scheduleConfig = z.discriminatedUnion('className', [
  z.object({
    className: z.literal('ExponentialDecay'),
    decaySteps: steps,
    decayRate: rate,
    staircase: z.boolean().default(false),
  }),
  z.object({
    className: z.literal('InverseTimeDecay'),
    decaySteps: steps,
    decayRate: z.number().nonnegative(),
    staircase: z.boolean().default(false),
  }),
  z.object({
    className: z.literal('PolynomialDecay'),
    decaySteps: steps,
    endLearningRate: z.number().nonnegative().default(1e-4),
    power: rate.default(1),
    cycle: z.boolean().default(false),
  }),
  z.object({ className: z.literal('CosineDecay'), decaySteps: steps, alpha: share.default(0) }),
  /** `values[i]` up to and with step `boundaries[i]`, the last value after them all. */
  z
    .object({
      className: z.literal('PiecewiseConstantDecay'),
      boundaries: z.array(z.int().nonnegative()).min(1),
      values: z.array(rate),
    })
    .refine(({ boundaries, values }) => values.length === boundaries.length + 1, {
      error: 'expected one value more than boundaries',
      path: ['values'],
    })
    .refine(({ boundaries }) => boundaries.every((step, i) => i === 0 || step > boundaries[i - 1]!), {
      error: 'expected steps in ascending order',
      path: ['boundaries'],
    }),
]);
export type ScheduleConfig = z.output<typeof scheduleConfig>;

/** What every optimizer has beside its own learning rate. */
const common = {
  /** Keras 2's decay per update: `learningRate / (1 + decay · iterations)`, iterations from 0. */
  decay: z.number().nonnegative().default(0),
  schedule: scheduleConfig.optional(),
};

const adam = {
  learningRate: rate.default(0.001),
  beta1: share.default(0.9),
  beta2: share.default(0.999),
  epsilon: epsilon.default(1e-7),
  amsgrad: z.boolean().default(false),
};

/** Keras's optimizers; what is left out takes Keras's default. */
export const optimizerConfig = z.discriminatedUnion('className', [
  z.object({
    className: z.literal('SGD'),
    learningRate: rate.default(0.01),
    momentum: share.default(0),
    nesterov: z.boolean().default(false),
    ...common,
  }),
  z.object({
    className: z.literal('RMSprop'),
    learningRate: rate.default(0.001),
    rho: share.default(0.9),
    momentum: share.default(0),
    epsilon: epsilon.default(1e-7),
    centered: z.boolean().default(false),
    ...common,
  }),
  z.object({ className: z.literal('Adam'), ...adam, ...common }),
  z.object({
    className: z.literal('AdamW'),
    ...adam,
    weightDecay: z.number().nonnegative().default(0.004),
    ...common,
  }),
  z.object({
    className: z.literal('Adagrad'),
    learningRate: rate.default(0.001),
    initialAccumulatorValue: z.number().nonnegative().default(0.1),
    epsilon: epsilon.default(1e-7),
    ...common,
  }),
]);
export type OptimizerConfig = z.output<typeof optimizerConfig>;
export type OptimizerName = OptimizerConfig['className'];

/** An optimizer as one writes it: `optimizer({ className: 'SGD', learningRate: 0.1 })`. */
export function optimizer(config: z.input<typeof optimizerConfig>): OptimizerConfig {
  return optimizerConfig.parse(config);
}
