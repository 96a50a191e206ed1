import assert from 'node:assert/strict';
import { describeModel, ModelError } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { buildNetwork } from '../../src/training/network.js';
import { functional, sequential } from '../support/tiny.js';

/** What the network's first layers make of one white pixel, 1, and one of 51/255. */
const seen = (config: unknown) =>
  tf.tidy(() => {
    const network = buildNetwork(config);
    const x = tf.tensor4d([1, 51 / 255], [1, 1, 2, 1]);
    assert.deepEqual([...network.forward([], x).logits.dataSync()].map(rounded), lastOutput(network, x));
    return lastOutput(network, x);
  });
const lastOutput = (network: ReturnType<typeof buildNetwork>, x: tf.Tensor4D) =>
  [...network.activations([], x).at(-1)!.dataSync()].map(rounded);
const rounded = (value: number) => Math.round(value * 1e5) / 1e5;
const row = (...layers: [string, Record<string, unknown>][]) =>
  sequential([1, 2, 1], [...layers, ['Flatten', {}]]);

describe('a network that begins with a Rescaling', () => {
  before(() => openWasmEngine());

  it('of bytes is fed 0–255, as Keras’s own data is', () => {
    assert.deepEqual(seen(row(['Rescaling', { scale: 1 / 255 }])), [1, 0.2]);
    assert.deepEqual(seen(row(['Rescaling', { scale: 1 / 127.5, offset: -1 }])), [1, -0.6]);
    assert.deepEqual(seen(row(['Rescaling', { scale: [1 / 255], offset: [0.5] }])), [1.5, 0.7]);
  });

  it('of 0–1 is fed 0–1, as is one that rescales later', () => {
    assert.deepEqual(seen(row(['Rescaling', { scale: 2, offset: -1 }])), [1, -0.6]);
    assert.deepEqual(
      seen(row(['Activation', { activation: 'relu' }], ['Rescaling', { scale: 0.01 }])),
      [0.01, 0.002],
    );
  });

  it('is known in a model inside a model, too', () => {
    const inside = sequential([1, 2, 1], [['Rescaling', { scale: 1 / 255 }]]);
    const layers = [
      [[inside.class_name, inside.config], ['input']],
      [['Flatten', { name: 'flat' }], ['tiny']],
    ] as const;
    assert.deepEqual(seen(functional([1, 2, 1], 'flat', layers)), [1, 0.2]);
  });

  it('is fed 0–1 where another layer takes the picture as well', () => {
    const summing = (second: string) =>
      functional([1, 2, 1], 'flat', [
        [['Rescaling', { name: 'small', scale: 1 / 255 }], ['input']],
        [
          ['Add', { name: 'sum' }],
          ['small', second],
        ],
        [['Flatten', { name: 'flat' }], ['sum']],
      ]);
    assert.deepEqual(seen(summing('input')), [1.00392, 0.20078]);
    assert.deepEqual(seen(summing('small')), [2, 0.4]);
  });

  it('wants as many factors as there are channels', () => {
    const config = row(['Rescaling', { scale: [1, 2, 3] }]);
    assert.throws(
      () => describeModel(config),
      (error: unknown) => {
        assert.ok(error instanceof ModelError);
        assert.match(error.reason, /scale has 3 numbers for 1 channels/);
        return true;
      },
    );
  });
});
