import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { buildNetwork } from '../../src/training/network.js';
import { sequential } from '../support/tiny.js';

type Layers = readonly (readonly [string, Record<string, unknown>])[];

/** What comes out of ones, `[8, 10, 10, 4]`, in training. */
function dropped(layers: Layers, { key = [1, 2], dropout = true } = {}): Float32Array {
  const network = buildNetwork(sequential([10, 10, 4], [...layers, ['Flatten', {}]]));
  return tf.tidy(() => {
    const training = { key: tf.tensor1d(key, 'int32'), dropout };
    return network.forward([], tf.ones([8, 10, 10, 4]), training).logits.dataSync<'float32'>();
  });
}

const shareOfZeros = (values: Float32Array) => values.filter((value) => value === 0).length / values.length;

describe('Dropout in training', () => {
  before(() => openWasmEngine());

  it('drops its share, and lets the rest grow so that the mean stays', () => {
    const values = dropped([['Dropout', { rate: 0.25 }]]);
    assert.ok(Math.abs(shareOfZeros(values) - 0.25) < 0.03);
    assert.ok(values.every((value) => value === 0 || Math.abs(value - 4 / 3) < 1e-6));
  });

  it('draws from the key alone, and each layer other numbers', () => {
    const once: Layers = [['Dropout', { rate: 0.5 }]];
    assert.deepEqual(dropped(once), dropped(once));
    assert.notDeepEqual(dropped(once), dropped(once, { key: [1, 3] }));
    // If both layers dropped the same, half of the numbers would be left, not a quarter.
    assert.ok(Math.abs(shareOfZeros(dropped([...once, ...once])) - 0.75) < 0.03);
  });

  it('drops whole maps of an image as SpatialDropout2D, and what noise_shape says', () => {
    for (const layer of [
      ['SpatialDropout2D', { rate: 0.5 }],
      ['Dropout', { rate: 0.5, noise_shape: [null, 1, 1, null] }],
    ] as const) {
      const values = dropped([layer]);
      values.forEach((value, i) => {
        const image = Math.floor(i / 400);
        assert.equal(value, values[image * 400 + (i % 4)], 'one fate for a map');
      });
      assert.ok(shareOfZeros(values) > 0.2 && shareOfZeros(values) < 0.8);
    }
  });

  it('rests where it is told to, and at rate 0; at rate 1 nothing is left', () => {
    assert.equal(shareOfZeros(dropped([['Dropout', { rate: 0.5 }]], { dropout: false })), 0);
    assert.equal(shareOfZeros(dropped([['Dropout', { rate: 0 }]])), 0);
    assert.equal(shareOfZeros(dropped([['Dropout', { rate: 1 }]])), 1);
  });
});
