import assert from 'node:assert/strict';
import { lessonById } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { buildNetwork } from '../../src/training/network.js';
import { sequential } from '../support/tiny.js';

describe('buildNetwork', () => {
  before(() => openWasmEngine());

  it('answers 3 to lesson 1’s vertical line', () => {
    const { model, byHand } = lessonById('vertical-line')!;
    const network = buildNetwork(model);
    tf.tidy(() => {
      const weights = byHand!.weights.map(({ values, shape }) => tf.tensor([...values], [...shape]));
      const x = tf.tensor4d([...byHand!.input.values], [...byHand!.input.shape] as [
        number,
        number,
        number,
        number,
      ]);
      const [map, answer] = network.activations(weights, x);
      assert.deepEqual(map!.shape, [1, 6, 6, 1]);
      assert.deepEqual([...answer!.dataSync()], [3]);
    });
  });

  it('names LeNet-5’s weights in Keras’s order', () => {
    const network = buildNetwork(lessonById('lenet5')!.model);
    assert.deepEqual(network.inputShape, [28, 28, 1]);
    assert.equal(network.outputs, 10);
    assert.deepEqual(
      network.weights.slice(0, 3).map(({ layer, name, shape }) => [layer, name, ...shape]),
      [
        ['conv2d', 'kernel', 5, 5, 1, 6],
        ['conv2d', 'bias', 6],
        ['conv2d_1', 'kernel', 5, 5, 6, 16],
      ],
    );
  });

  it('gives the logits of a softmax, whether it is an activation or a layer', () => {
    const dense = { units: 2, use_bias: false };
    const inside = buildNetwork(
      sequential(
        [1, 2, 1],
        [
          ['Flatten', {}],
          ['Dense', { ...dense, activation: 'softmax' }],
        ],
      ),
    );
    const after = buildNetwork(
      sequential(
        [1, 2, 1],
        [
          ['Flatten', {}],
          ['Dense', dense],
          ['Activation', { activation: 'softmax' }],
        ],
      ),
    );
    tf.tidy(() => {
      const kernel = [
        tf.tensor2d([
          [1, 2],
          [3, 4],
        ]),
      ];
      const x = tf.tensor4d([1, 1], [1, 1, 2, 1]);
      for (const network of [inside, after]) {
        assert.deepEqual([...network.forward(kernel, x).logits.dataSync()], [4, 6]);
        const probabilities = network.activations(kernel, x).at(-1)!.dataSync();
        assert.ok(Math.abs(probabilities[1]! - 1 / (1 + Math.exp(-2))) < 1e-6);
      }
    });
  });

  it('takes Dropout as nothing where it only looks, and refuses to fake it in training', () => {
    const network = buildNetwork(
      sequential(
        [1, 1, 1],
        [
          ['Flatten', {}],
          ['Dropout', { rate: 0.5 }],
          ['Dense', { units: 1, activation: 'softmax' }],
        ],
      ),
    );
    tf.tidy(() => {
      const weights = [tf.tensor2d([[2]]), tf.tensor1d([1])];
      const x = tf.tensor4d([3], [1, 1, 1, 1]);
      assert.deepEqual([...network.forward(weights, x).logits.dataSync()], [7]);
      assert.throws(() => network.forward(weights, x, { key: tf.tensor1d([1, 2], 'int32'), dropout: true }), {
        code: 'engine-unsupported',
      });
    });
  });

  it('refuses what it cannot run', () => {
    const refused =
      (...layers: [string, Record<string, unknown>][]) =>
      () =>
        buildNetwork(sequential([8, 8, 1], layers));
    assert.throws(refused(['Conv2D', { filters: 1, kernel_size: 3, dilation_rate: 2 }]), {
      code: 'model-unsupported',
    });
    assert.throws(refused(['Dense', { units: 2 }]), { code: 'model-unsupported' });
    assert.throws(refused(['Flatten', {}], ['Dense', { units: 2, activation: 'swish' }]), {
      code: 'model-unsupported',
    });
    assert.throws(refused(['Conv2D', { filters: 1, kernel_size: 9 }]), { code: 'model-unsupported' });
    assert.throws(refused(), { code: 'model-unsupported' });
  });

  it('gives the output itself where it ends in no softmax and no sigmoid', () => {
    const network = buildNetwork(
      sequential(
        [1, 2, 1],
        [
          ['Flatten', {}],
          ['Activation', { activation: 'relu' }],
        ],
      ),
    );
    tf.tidy(() => {
      const { logits, activation } = network.forward([], tf.tensor4d([-1, 2], [1, 1, 2, 1]));
      assert.equal(activation, 'linear');
      assert.deepEqual([...logits.dataSync()], [0, 2]);
    });
  });
});
