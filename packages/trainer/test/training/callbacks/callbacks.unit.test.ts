import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { optimizer, training, trainingConfig, type CallbackConfig } from '@convscope/model';
import * as z from 'zod';
import { tell } from '../../../../model/test/comparison.js';
import { openCallbacks, type Callbacks } from '../../../src/training/callbacks/callbacks.js';
import { checkCallbacks } from '../../../src/training/callbacks/check-callbacks.js';

const metric = z.union([z.number(), z.enum(['NaN']).transform(Number)]);
const kerasFile = z.object({
  cases: z
    .object({
      class_name: z.string(),
      arguments: z.record(z.string(), z.unknown()),
      learning_rate: z.number(),
      epochs: z
        .object({
          logs: z.record(z.string(), metric),
          stop: z.boolean(),
          learning_rate: z.number(),
          keep: z.boolean(),
          save: z.boolean(),
        })
        .array(),
      restored: z.int().nullable(),
    })
    .array(),
});
type KerasCase = z.infer<typeof kerasFile>['cases'][number];

const file = new URL('../../oracle/callbacks/callbacks.json', import.meta.url);
const { cases } = kerasFile.parse(JSON.parse(readFileSync(file, 'utf8')));

describe('callbacks decide as Keras’s do', () => {
  for (const name of ['EarlyStopping', 'ReduceLROnPlateau', 'ModelCheckpoint']) {
    const ofClass = cases.filter(({ class_name }) => class_name === name);

    it(`${name}, ${ofClass.length} trainings`, () => {
      ofClass.forEach((given) => assertDecides(given, (callbacks) => callbacks));
      const epochs = ofClass.reduce((sum, { epochs }) => sum + epochs.length, 0);
      tell({
        what: 'decisions',
        found: `equal at each of ${epochs} epochs in ${ofClass.length} trainings`,
      });
    });

    it(`${name}, also when it goes on from a checkpoint after every epoch`, () => {
      ofClass.forEach((given) =>
        assertDecides(given, (callbacks, config) =>
          openCallbacks([config], JSON.parse(JSON.stringify(callbacks.state()))),
        ),
      );
    });
  }
});

/** @param between what happens to the callbacks after each epoch */
function assertDecides(
  { class_name, arguments: keras, learning_rate, epochs, restored }: KerasCase,
  between: (callbacks: Callbacks, config: CallbackConfig) => Callbacks,
): void {
  const config = callbackOf(class_name, keras);
  let callbacks = openCallbacks([config]);
  let rate = learning_rate;
  let kerasRate = Math.fround(learning_rate);
  let kept: number | undefined;
  epochs.forEach(({ logs, stop, learning_rate: expectedRate, keep, save }, epoch) => {
    const result = callbacks.onEpochEnd(epoch, logs, rate);
    rate = result.learningRate ?? rate;
    if (result.keepWeights) kept = epoch;
    const said = `${JSON.stringify(config)}, epoch ${epoch}`;
    assert.equal(result.stop, stop, said);
    assert.equal(result.keepWeights, keep, said);
    assert.equal(result.saveBest, save, said);
    assert.equal(result.learningRate !== undefined, expectedRate !== kerasRate, said);
    kerasRate = expectedRate;
    assert.equal(Math.fround(rate), expectedRate, said);
    callbacks = between(callbacks, config);
  });
  const { restoreBest } = callbacks.onTrainEnd();
  assert.equal(restoreBest ? kept : null, restored, JSON.stringify(config));
}

/** A callback of Keras's arguments. */
function callbackOf(className: string, keras: Record<string, unknown>): CallbackConfig {
  const names: Record<string, string> = { min_lr: 'minLearningRate' };
  const camelCase = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const config = Object.entries(keras).map(([name, value]) => [names[name] ?? camelCase(name), value]);
  return trainingConfig.shape.callbacks.parse([{ className, ...Object.fromEntries(config) }])[0]!;
}

const config = (...callbacks: Partial<CallbackConfig>[]) => trainingConfig.shape.callbacks.parse(callbacks);

describe('callbacks', () => {
  it('say what a user should know: the rate that was lowered, the best epoch', () => {
    const callbacks = openCallbacks(
      config(
        { className: 'ReduceLROnPlateau', patience: 1, factor: 0.5 },
        { className: 'EarlyStopping', patience: 2, restoreBestWeights: true },
        { className: 'ModelCheckpoint' },
      ),
    );
    const events = [1, 0.5, 0.6, 0.7].map((val_loss, epoch) =>
      callbacks.onEpochEnd(epoch, { val_loss }, 0.25),
    );
    assert.deepEqual(events.map(({ events }) => events).flat(), [
      { type: 'callback', className: 'ModelCheckpoint', epoch: 0, bestEpoch: 0 },
      { type: 'callback', className: 'ModelCheckpoint', epoch: 1, bestEpoch: 1 },
      { type: 'callback', className: 'ReduceLROnPlateau', epoch: 2, learningRate: 0.125 },
      { type: 'callback', className: 'ReduceLROnPlateau', epoch: 3, learningRate: 0.125 },
      { type: 'callback', className: 'EarlyStopping', epoch: 3, bestEpoch: 1, stopped: true },
    ]);
    assert.deepEqual(callbacks.onTrainEnd(), { restoreBest: true, events: [] });
  });

  it('say at the end which epoch’s weights come back, where nothing stopped early', () => {
    const callbacks = openCallbacks(
      config({ className: 'EarlyStopping', patience: 9, restoreBestWeights: true }),
    );
    [0.5, 0.4, 0.6].forEach((val_loss, epoch) => callbacks.onEpochEnd(epoch, { val_loss }, 0.1));
    assert.deepEqual(callbacks.onTrainEnd(), {
      restoreBest: true,
      events: [{ type: 'callback', className: 'EarlyStopping', epoch: 2, bestEpoch: 1 }],
    });
  });

  it('put back the weights of the last of several early stoppings, as Keras does', () => {
    const callbacks = openCallbacks(
      config(
        { className: 'EarlyStopping', patience: 9, restoreBestWeights: true },
        { className: 'EarlyStopping', patience: 9, restoreBestWeights: true, monitor: 'val_accuracy' },
      ),
    );
    const kept = [
      { val_loss: 0.5, val_accuracy: 0.5 },
      { val_loss: 0.4, val_accuracy: 0.4 },
      { val_loss: 0.6, val_accuracy: 0.6 },
    ].map((logs, epoch) => callbacks.onEpochEnd(epoch, logs, 0.1).keepWeights);
    assert.deepEqual(kept, [true, false, true]);
  });

  it('give CSVLogger the rate only after ReduceLROnPlateau has put it into the logs', () => {
    const logs = { loss: 1, val_loss: 2 };
    const [csv, plateau] = [{ className: 'CSVLogger' }, { className: 'ReduceLROnPlateau' }] as const;
    assert.deepEqual(openCallbacks(config(csv, plateau)).onEpochEnd(0, logs, 0.1).csv, logs);
    assert.deepEqual(openCallbacks(config(plateau, csv)).onEpochEnd(0, logs, 0.1).csv, {
      ...logs,
      learning_rate: 0.1,
    });
    assert.equal(openCallbacks(config(plateau)).onEpochEnd(0, logs, 0.1).csv, undefined);
  });

  it('end with a sentence where what they watch is missing', () => {
    assert.throws(
      () => openCallbacks(config({ className: 'ModelCheckpoint' })).onEpochEnd(0, { loss: 1 }, 0.1),
      {
        code: 'callback-monitor',
        message: /ModelCheckpoint watches “val_loss”.*It measures loss/,
      },
    );
  });
});

describe('callbacks are checked before an epoch is spent', () => {
  const check = (callbacks: Partial<CallbackConfig>[], schedule?: object) =>
    checkCallbacks(
      training({
        dataset: { name: 'mnist' },
        compile: {
          optimizer: optimizer({ className: 'SGD', ...schedule }),
          loss: 'categorical_crossentropy',
          metrics: ['accuracy'],
        },
        fit: { batchSize: 1, epochs: 1 },
        callbacks: config(...callbacks),
      }),
    );

  it('for what they watch', () => {
    check([{ className: 'EarlyStopping', monitor: 'val_accuracy' }, { className: 'CSVLogger' }]);
    assert.throws(() => check([{ className: 'EarlyStopping', monitor: 'val_acc' }]), {
      code: 'callback-monitor',
      message: /“val_acc”.*loss, accuracy, val_loss, val_accuracy/,
    });
  });

  it('for which of two values is better', () => {
    const watch = { className: 'EarlyStopping', monitor: 'learning_rate' } as const;
    const plateau = { className: 'ReduceLROnPlateau' } as const;
    check([plateau, { ...watch, mode: 'min' }]);
    assert.throws(() => check([plateau, watch]), { code: 'callback-mode' });
    assert.throws(() => check([{ ...watch, mode: 'min' }, plateau]), { code: 'callback-monitor' });
  });

  it('for two that would set the rate', () => {
    const schedule = { schedule: { className: 'CosineDecay', decaySteps: 10 } };
    assert.throws(() => check([{ className: 'ReduceLROnPlateau' }], schedule), { code: 'callback-schedule' });
  });
});
