import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { optimizerConfig } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { assertWithin, type Comparison } from '../../../model/test/comparison.js';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { optimizerSlots } from '../../src/training/optimizer-slots.js';
import { stepScalars, update } from '../../src/training/update.js';

const values = z.number().array();
/** Three updates by real Keras of a kernel `[3]` and a bias `[1, 2]`, with each optimizer. */
const keras = z
  .object({
    weights: values.array(),
    gradients: values.array().array(),
    cases: z
      .object({
        name: z.string(),
        optimizer: optimizerConfig,
        slots: z.string().array(),
        steps: z.object({ weights: values.array(), slots: values.array() }).array(),
      })
      .array(),
  })
  .parse(JSON.parse(readFileSync(new URL('../oracle/compile/optimizers.json', import.meta.url), 'utf8')));

const layer = 'layer';
const weights = [
  { layer, name: 'kernel', shape: [3], trainable: true },
  { layer, name: 'bias', shape: [1, 2], trainable: true },
];
const tensorsOf = (given: readonly number[][]) => given.map((own, i) => tf.tensor(own, weights[i]!.shape));

describe('update', () => {
  before(() => openWasmEngine());

  for (const expected of keras.cases) {
    const { name, optimizer } = expected;
    const slots = optimizerSlots(optimizer, weights);

    it(`moves weights and slots as Keras does: ${name}`, () => {
      tf.tidy(() => {
        let state = {
          weights: tensorsOf(keras.weights),
          slots: slots.map(({ shape, initial }) => tf.fill([...shape], initial)),
        };
        for (const [iterations, step] of expected.steps.entries()) {
          const scalars = stepScalars(optimizer, optimizer.learningRate, iterations).map((value) =>
            tf.scalar(value),
          );
          const gradients = tensorsOf(keras.gradients[iterations]!);
          state = update(optimizer, slots, { ...state, gradients }, scalars);
          assertWithin([
            ...step.weights.map((w, i) => compare('weights', weights[i]!.name, state.weights[i]!, w)),
            ...step.slots.map((slot, i) => compare('slots', expected.slots[i]!, state.slots[i]!, slot)),
          ]);
        }
      });
    });

    it(`remembers in Keras’s order, by Keras’s names: ${name}`, () => {
      const names = slots.map((slot) => `${weights[slot.weight]!.name}_${slot.name}`);
      assert.deepEqual(names, expected.slots);
    });
  }

  it('leaves no tensor behind but its results', () => {
    const { optimizer } = keras.cases.find(({ name }) => name === 'AdamW')!;
    const slots = optimizerSlots(optimizer, weights);
    const before = {
      weights: tensorsOf(keras.weights),
      slots: slots.map(({ shape }) => tf.zeros([...shape])),
      gradients: tensorsOf(keras.gradients[0]!),
    };
    const scalars = stepScalars(optimizer, 0.1, 0).map((value) => tf.scalar(value));
    const numTensors = tf.memory().numTensors;
    const after = update(optimizer, slots, before, scalars);
    assert.equal(tf.memory().numTensors, numTensors + weights.length + slots.length);
    tf.dispose([after, before, scalars]);
  });
});

describe('optimizerSlots', () => {
  it('remembers nothing of weights that do not train', () => {
    const { optimizer } = keras.cases.find(({ name }) => name === 'Adam')!;
    const frozen = [weights[0]!, { ...weights[1]!, trainable: false }, weights[1]!];
    assert.deepEqual(
      optimizerSlots(optimizer, frozen).map(({ weight, name }) => `${weight} ${name}`),
      ['0 momentum', '0 velocity', '2 momentum', '2 velocity'],
    );
  });
});

/** Within two float32 roundings of the number, or of a thousandth where it is smaller. */
function compare(what: string, at: string, actual: tf.Tensor, expected: readonly number[]): Comparison {
  assert.equal(actual.size, expected.length);
  const found = actual.dataSync();
  const shares = expected.map((value, i) => Math.abs(found[i]! - value) / Math.max(1e-3, Math.abs(value)));
  return { what: `${what}, as a share`, at, difference: Math.max(...shares), tolerance: 2.4e-7 };
}
