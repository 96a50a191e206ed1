import assert from 'node:assert/strict';
import { optimizer } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { initialSlots, learningRateAt, update } from '../../src/training/update.js';

const sgd = optimizer({ className: 'SGD', learningRate: 0.5 });
const rmsprop = optimizer({ className: 'RMSprop', learningRate: 0.1, decay: 0.5 });

describe('update', () => {
  before(() => openWasmEngine());

  it('with SGD takes the learning rate times the gradient off', () => {
    tf.tidy(() => {
      const { weights, slots } = update(
        sgd,
        [tf.tensor1d([1, 2])],
        [],
        [tf.tensor1d([4, -8])],
        tf.scalar(0.5),
      );
      assert.deepEqual([...weights[0]!.dataSync()], [-1, 6]);
      assert.deepEqual(slots, []);
    });
  });

  it('with RMSprop divides by the root of the mean square, epsilon under the root', () => {
    tf.tidy(() => {
      let weights: tf.Tensor[] = [tf.tensor1d([1, 1])];
      let slots = initialSlots(rmsprop, weights);
      // The second gradient is so small that epsilon decides: outside the root it would make a step of 0.03.
      const gradient = tf.tensor1d([2, 1e-4]);
      ({ weights, slots } = update(rmsprop, weights, slots, [gradient], tf.scalar(0.1)));
      assertClose(slots[0]!, [0.1 * 4, 0.1 * 1e-8]);
      assertClose(weights[0]!, [1 - 0.2 / Math.sqrt(0.4 + 1e-7), 1 - 1e-5 / Math.sqrt(1e-9 + 1e-7)]);
      ({ slots } = update(rmsprop, weights, slots, [gradient], tf.scalar(0.1)));
      assertClose(slots[0]!, [0.9 * 0.4 + 0.1 * 4, 0.9 * 1e-9 + 1e-9]);
    });
  });
});

describe('learningRateAt', () => {
  it('is constant without a decay', () => assert.equal(learningRateAt(sgd, 1_000), 0.5));

  it('decays as in Keras 2, from the full rate at iteration 0', () => {
    assert.deepEqual(
      [0, 1, 2].map((iterations) => learningRateAt(rmsprop, iterations)),
      [0.1, 0.1 / 1.5, 0.05],
    );
  });
});

function assertClose(actual: tf.Tensor, expected: readonly number[]): void {
  actual.dataSync().forEach((value, i) => {
    assert.ok(
      Math.abs(value - expected[i]!) <= 2e-7 * Math.max(1, Math.abs(expected[i]!)),
      `${value}, ${expected[i]}`,
    );
  });
}
