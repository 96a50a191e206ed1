import { snakeCase } from '../../keras/layer-name.js';
import { optimizerConfig, type OptimizerConfig } from '../../training/optimizer.js';
import { itemsOf } from '../interpreter/sequences.js';
import { lastPart, plainOf } from '../keras/plain.js';
import type { Asked } from '../keras/session.js';
import { placeOf } from '../place.js';
import { sentence } from '../sentences.js';
import type { MadeValue, Value } from '../values.js';
import { argumentsOf, camelCase, type Reading } from './reading.js';
import type { ScriptCompile } from './script-training.js';

/** Keras's optimizers and the rate that each takes where nothing is said. */
const optimizers: Readonly<Record<string, number>> = {
  SGD: 0.01,
  RMSprop: 0.001,
  Adam: 0.001,
  AdamW: 0.001,
  Adagrad: 0.001,
  Adadelta: 0.001,
  Adamax: 0.001,
  Nadam: 0.001,
  Ftrl: 0.001,
  Lion: 0.001,
};
const orders: Readonly<Record<string, readonly string[]>> = {
  SGD: ['learning_rate', 'momentum', 'nesterov'],
  RMSprop: ['learning_rate', 'rho', 'momentum', 'epsilon', 'centered'],
  AdamW: ['learning_rate', 'weight_decay', 'beta_1', 'beta_2', 'epsilon', 'amsgrad'],
  Adagrad: ['learning_rate', 'initial_accumulator_value', 'epsilon'],
};
const ofAdam = ['learning_rate', 'beta_1', 'beta_2', 'epsilon', 'amsgrad'];
const ofSchedules: Readonly<Record<string, readonly string[]>> = {
  ExponentialDecay: ['initial_learning_rate', 'decay_steps', 'decay_rate', 'staircase'],
  InverseTimeDecay: ['initial_learning_rate', 'decay_steps', 'decay_rate', 'staircase'],
  PolynomialDecay: ['initial_learning_rate', 'decay_steps', 'end_learning_rate', 'power', 'cycle'],
  CosineDecay: ['initial_learning_rate', 'decay_steps', 'alpha'],
  PiecewiseConstantDecay: ['boundaries', 'values'],
};
const losses: Readonly<Record<string, string>> = {
  mse: 'mean_squared_error',
  mae: 'mean_absolute_error',
  mape: 'mean_absolute_percentage_error',
  msle: 'mean_squared_logarithmic_error',
  kld: 'kl_divergence',
  bce: 'binary_crossentropy',
};

/** What `compile` was told. */
export function readCompile({ given, span }: Asked, reading: Reading): ScriptCompile {
  const args = argumentsOf(given, ['optimizer', 'loss', 'loss_weights', 'metrics']);
  // Third in Keras 2; no weights of losses are texts.
  const third = args.get('loss_weights');
  if (third !== undefined && itemsOf(third)?.[0]?.kind === 'string') args.set('metrics', third);
  const optimizer = readOptimizer(args.get('optimizer'), span, reading);
  const loss = args.get('loss');
  return {
    place: placeOf(span),
    ...optimizer,
    loss: loss === undefined || loss.kind === 'none' ? null : readLoss(loss, span, reading),
    metrics: readMetrics(args.get('metrics'), span, reading),
  };
}

function readOptimizer(
  value: Value | undefined,
  span: Asked['span'],
  reading: Reading,
): Pick<ScriptCompile, 'optimizer' | 'optimizerConfig'> {
  const nothing = { optimizer: null, optimizerConfig: null };
  const name = value === undefined ? 'rmsprop' : nameOf(value);
  const className = Object.keys(optimizers).find((known) => known.toLowerCase() === name?.toLowerCase());
  if (className === undefined) {
    const reason = value?.kind === 'unknown' ? value.reason : sentence('not-plain');
    reading.report(span, sentence('optimizer-unknown', { reason }));
    return nothing;
  }
  const settings = value?.kind === 'made' ? settingsOf(value, className, reading) : {};
  const learningRate = settings['learningRate'] ?? optimizers[className] ?? null;
  const known = typeof learningRate === 'number' ? learningRate : null;
  const parsed = optimizerConfig.safeParse({ className, ...settings });
  if (!parsed.success) reading.report(span, sentence('optimizer-unsupported', { name: className }));
  const config: OptimizerConfig | null = parsed.success && known !== null ? parsed.data : null;
  return { optimizer: { className, learningRate: known }, optimizerConfig: config };
}

/** An optimizer's arguments by our names. */
function settingsOf(
  { given, span }: MadeValue,
  className: string,
  reading: Reading,
): Record<string, unknown> {
  const args = argumentsOf(given, orders[className] ?? ofAdam, { lr: 'learning_rate' });
  const settings: Record<string, unknown> = {};
  const ours =
    /^(learning_rate|momentum|nesterov|rho|epsilon|centered|beta_[12]|amsgrad|weight_decay|initial_accumulator_value|decay)$/;
  for (const [name, value] of args) {
    if (name === 'name' || value.kind === 'none') continue;
    if (name === 'learning_rate' && value.kind === 'made') {
      Object.assign(settings, readSchedule(value, reading));
      continue;
    }
    const json = plainOf(value);
    const isSimple = typeof json === 'number' || typeof json === 'boolean';
    if (!ours.test(name)) {
      reading.report(span, sentence('left-out', { name, of: className }));
    } else if (isSimple) {
      settings[camelCase(name)] = json;
    } else {
      const reason = value.kind === 'unknown' ? value.reason : sentence('not-plain');
      reading.report(span, sentence('argument-unknown', { name, layer: className, reason }));
      if (name === 'learning_rate') settings['learningRate'] = 'unknown';
    }
  }
  return settings;
}

function readSchedule(value: MadeValue, reading: Reading): Record<string, unknown> {
  const className = lastPart(value.path);
  const args = argumentsOf(value.given, ofSchedules[className] ?? []);
  const schedule: Record<string, unknown> = { className };
  let learningRate: unknown;
  for (const [name, argument] of args) {
    const json = plainOf(argument);
    if (json === undefined) {
      const reason = argument.kind === 'unknown' ? argument.reason : sentence('not-plain');
      reading.report(value.span, sentence('argument-unknown', { name, layer: className, reason }));
    }
    if (name === 'initial_learning_rate') learningRate = json;
    else if (name !== 'name') schedule[camelCase(name)] = json;
  }
  const values = schedule['values'];
  return { learningRate: learningRate ?? (Array.isArray(values) ? values[0] : 'unknown'), schedule };
}

/** `'adam'`, `Adam`, `keras.losses.mse`, `MeanSquaredError()`: the last part of the name. */
function nameOf(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'library' || value.kind === 'made') return lastPart(value.path);
  return value.kind === 'function' ? value.name : undefined;
}

function readLoss(value: Value, span: Asked['span'], reading: Reading): string | null {
  const name = nameOf(value);
  if (name === undefined) {
    const reason = value.kind === 'unknown' ? value.reason : sentence('not-plain');
    reading.report(span, sentence('argument-unknown', { name: 'loss', layer: 'compile', reason }));
    return null;
  }
  const logits = value.kind === 'made' ? value.given.keywords.get('from_logits') : undefined;
  if (logits?.kind === 'boolean' && logits.value) reading.report(span, sentence('from-logits'));
  const spelled = snakeCase(name);
  return losses[spelled] ?? spelled;
}

function readMetrics(value: Value | undefined, span: Asked['span'], reading: Reading): string[] {
  if (value === undefined || value.kind === 'none') return [];
  return (itemsOf(value) ?? [value]).flatMap((metric) => {
    const name = nameOf(metric);
    if (name === undefined) reading.report(span, sentence('metric-unknown'));
    return name === undefined ? [] : [name === 'acc' ? 'accuracy' : snakeCase(name)];
  });
}
