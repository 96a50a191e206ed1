import * as z from 'zod';
import { ModelError, within } from '../error.js';
import { parse } from '../parse.js';
import { optimizerConfig, type OptimizerConfig, type ScheduleConfig } from '../training/optimizer.js';
import { clause } from '../problems/clause.js';

/** An optimizer or a schedule as Keras writes it. Keras 2 put `Custom>` before the names of its newer ones. */
const kerasOptimizer = z.object({
  class_name: z.string().transform((name) => name.replace(/^.*>/, '')),
  config: z.looseObject({}),
});

/** `compile('adam')`: Keras 2 keeps the bare name in a `.keras` file. */
const optimizersByName = new Map(
  ['SGD', 'RMSprop', 'Adam', 'AdamW', 'Adagrad'].map((className) => [className.toLowerCase(), className]),
);

/** Settings of Keras's optimizers that would change the training and that we do not have. */
const notOurs = ['clipnorm', 'global_clipnorm', 'clipvalue', 'gradient_accumulation_steps', 'use_ema'];

/** Our names by Keras's, in Keras's order. What an optimizer does not have is not read. */
const fields = {
  momentum: 'momentum',
  nesterov: 'nesterov',
  rho: 'rho',
  beta_1: 'beta1',
  beta_2: 'beta2',
  initial_accumulator_value: 'initialAccumulatorValue',
  epsilon: 'epsilon',
  centered: 'centered',
  amsgrad: 'amsgrad',
  weight_decay: 'weightDecay',
  decay: 'decay',
} as const;

const scheduleFields = {
  decay_steps: 'decaySteps',
  decay_rate: 'decayRate',
  staircase: 'staircase',
  end_learning_rate: 'endLearningRate',
  power: 'power',
  cycle: 'cycle',
  alpha: 'alpha',
  boundaries: 'boundaries',
  values: 'values',
} as const;

/**
 * An optimizer's configuration as Keras 2 or 3 saves it.
 * @throws ModelError `unsupported`, `invalid-config`
 */
export function readOptimizerConfig(value: unknown): OptimizerConfig {
  return within(clause('the-optimizer'), () => {
    const named = typeof value === 'string' ? optimizersByName.get(value.toLowerCase()) : undefined;
    if (named !== undefined) return parse(optimizerConfig, { className: named });
    const { class_name: className, config } = parse(kerasOptimizer, value);
    const strange = notOurs.find(
      (name) => config[name] !== null && config[name] !== undefined && config[name] !== false,
    );
    const weightDecay = className !== 'AdamW' && typeof config['weight_decay'] === 'number';
    if (strange !== undefined || weightDecay) {
      throw new ModelError(
        'unsupported',
        clause('setting-not-known', { setting: strange ?? 'weight_decay', className }),
      );
    }
    return parse(optimizerConfig, {
      className,
      ...readLearningRate(config['learning_rate'] ?? config['lr']),
      ...renamed(config, fields),
      ...(typeof config['decay'] === 'number' && config['decay'] > 0 ? { decay: config['decay'] } : {}),
    });
  });
}

/** A learning rate, or what computes it. `InverseTimeDecay` over one step is Keras 2's `decay`. */
function readLearningRate(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object') return { learningRate: shortest(value) };
  const { class_name: className, config } = parse(kerasOptimizer, value);
  if (config['warmup_steps']) throw new ModelError('unsupported', clause('warm-up-not-known'));
  const schedule = { className, ...renamed(config, scheduleFields) };
  const first = config['initial_learning_rate'] ?? z.array(z.number()).catch([]).parse(config['values'])[0];
  if (className === 'InverseTimeDecay' && config['decay_steps'] === 1 && config['staircase'] !== true) {
    return { learningRate: first, decay: config['decay_rate'] };
  }
  return { learningRate: first, schedule };
}

function renamed(config: Record<string, unknown>, names: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(names)
      .filter(([keras]) => config[keras] !== null && config[keras] !== undefined)
      .map(([keras, ours]) => [ours, shortest(config[keras])]),
  );
}

/** 0.01 for 0.009999999776482582: Keras prints its float32 numbers with more digits than they have. */
function shortest(value: unknown): unknown {
  if (typeof value !== 'number' || Math.fround(value) !== value || Number.isInteger(value)) return value;
  for (let digits = 1; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}

/** An optimizer as both Keras 3 and Keras 2 read it: a decay becomes the schedule that it is in Keras 3. */
export function writeOptimizerConfig(config: OptimizerConfig): Record<string, unknown> {
  const own = Object.fromEntries(
    Object.entries(fields)
      .filter(([, ours]) => ours !== 'decay' && ours in config)
      .map(([keras, ours]) => [keras, Reflect.get(config, ours) as unknown]),
  );
  return kerasForm('keras.optimizers', config.className, {
    name: optimizerName(config),
    learning_rate: writeLearningRate(config),
    ...own,
  });
}

/** Keras's own name for an optimizer: `rm_sprop`, `adam_w`. Its variables are called after it. */
export function optimizerName({ className }: OptimizerConfig): string {
  return { SGD: 'sgd', RMSprop: 'rm_sprop', Adam: 'adam', AdamW: 'adam_w', Adagrad: 'adagrad' }[className];
}

function writeLearningRate({ learningRate, decay, schedule }: OptimizerConfig): unknown {
  if (schedule !== undefined) {
    if (decay > 0) throw new ModelError('unsupported', clause('schedule-and-decay'));
    return kerasForm(
      'keras.optimizers.schedules',
      schedule.className,
      scheduleSettings(learningRate, schedule),
    );
  }
  if (decay === 0) return learningRate;
  return kerasForm('keras.optimizers.schedules', 'InverseTimeDecay', {
    initial_learning_rate: learningRate,
    decay_steps: 1,
    decay_rate: decay,
    staircase: false,
    name: 'InverseTimeDecay',
  });
}

function scheduleSettings(learningRate: number, schedule: ScheduleConfig): Record<string, unknown> {
  const settings = Object.fromEntries(
    Object.entries(scheduleFields)
      .filter(([, ours]) => ours in schedule)
      .map(([keras, ours]) => [keras, Reflect.get(schedule, ours) as unknown]),
  );
  const first =
    schedule.className === 'PiecewiseConstantDecay' ? {} : { initial_learning_rate: learningRate };
  return { ...first, ...settings, name: schedule.className };
}

function kerasForm(module: string, className: string, config: Record<string, unknown>) {
  return { module, class_name: className, config, registered_name: null };
}
