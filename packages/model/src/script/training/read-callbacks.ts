import { callbackConfig, type CallbackConfig } from '../../training/callbacks.js';
import { itemsOf } from '../interpreter/sequences.js';
import { lastPart, plainOf } from '../keras/plain.js';
import type { Span } from '../python/syntax.js';
import { sentence } from '../sentences.js';
import type { Value } from '../values.js';
import { argumentsOf, camelCase, type Reading } from './reading.js';

const orders: Readonly<Record<string, readonly string[]>> = {
  EarlyStopping: ['monitor', 'min_delta', 'patience', 'verbose', 'mode', 'baseline', 'restore_best_weights'],
  ReduceLROnPlateau: ['monitor', 'factor', 'patience', 'verbose', 'mode', 'min_delta', 'cooldown', 'min_lr'],
  ModelCheckpoint: ['filepath', 'monitor'],
};
/** What others of Keras's names are with us; and those that change nothing of the training. */
const renamed: Readonly<Record<string, string>> = {
  min_lr: 'minLearningRate',
  min_delta: 'minDelta',
  epsilon: 'minDelta',
};
const silent = /^(History|ProgbarLogger|TqdmCallback|BaseLogger)$/;

/** The callbacks that a script gives to `fit`. */
export function readCallbacks(value: Value | undefined, span: Span, reading: Reading): CallbackConfig[] {
  if (value === undefined || value.kind === 'none') return [];
  const items = itemsOf(value);
  if (items === undefined) {
    reading.report(span, sentence('callback-unknown', { name: 'callbacks' }));
    return [];
  }
  return items.flatMap((item) => readCallback(item, span, reading));
}

function readCallback(value: Value, span: Span, reading: Reading): CallbackConfig[] {
  if (value.kind !== 'made') {
    const name = value.kind === 'instance' ? value.of.name : 'callbacks';
    reading.report(span, sentence('callback-unknown', { name }));
    return [];
  }
  const className = lastPart(value.path);
  if (silent.test(className)) return [];
  const settings: Record<string, unknown> = { className };
  for (const [name, argument] of argumentsOf(value.given, orders[className] ?? [])) {
    const json = plainOf(argument);
    if (json !== undefined && json !== null) settings[renamed[name] ?? camelCase(name)] = json;
  }
  if (settings['monitor'] === 'val_acc') settings['monitor'] = 'val_accuracy';
  if (settings['monitor'] === 'acc') settings['monitor'] = 'accuracy';
  const parsed = callbackConfig.safeParse(settings);
  if (parsed.success) return [parsed.data];
  reading.report(value.span, sentence('callback-unknown', { name: className }));
  return [];
}
