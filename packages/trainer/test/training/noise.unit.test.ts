import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { buildNetwork } from '../../src/training/network.js';
import { sequential } from '../support/tiny.js';

type Layers = readonly (readonly [string, Record<string, unknown>])[];

/** What comes out of ones, or of `x`, `[16, 10, 10, 4]`: in training, or where one only looks. */
function noisy(layers: Layers, { key = [1, 2], dropout = true, training = true, x = 1 } = {}): Float32Array {
  const network = buildNetwork(sequential([10, 10, 4], [...layers, ['Flatten', {}]]));
  return tf.tidy(() => {
    const context = training ? { key: tf.tensor1d(key, 'int32'), dropout } : undefined;
    return network.forward([], tf.fill([16, 10, 10, 4], x), context).logits.dataSync<'float32'>();
  });
}

function meanAndDeviation(values: Float32Array): [mean: number, deviation: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, Math.sqrt(squares / values.length)];
}

/** With 6,400 numbers the mean is off by 0.0125 deviations, their deviation by 0.9 %: four times that is allowed. */
function assertNormal(values: Float32Array, mean: number, deviation: number): void {
  const found = meanAndDeviation(values);
  assert.ok(Math.abs(found[0] - mean) < 0.05 * deviation, `mean ${found[0]}`);
  assert.ok(Math.abs(found[1] / deviation - 1) < 0.036, `deviation ${found[1]}`);
  const near = values.filter((value) => Math.abs(value - mean) < deviation).length / values.length;
  assert.ok(Math.abs(near - 0.6827) < 0.025, `${near} within one deviation`);
}

describe('noise in training', () => {
  before(() => openWasmEngine());

  it('is normal about what comes in as GaussianNoise, whatever that is', () => {
    assertNormal(noisy([['GaussianNoise', { stddev: 0.2 }]]), 1, 0.2);
    assertNormal(noisy([['GaussianNoise', { stddev: 0.2 }]], { x: 0 }), 0, 0.2);
  });

  it('multiplies as GaussianDropout, with the deviation of a Dropout of this rate', () => {
    assertNormal(noisy([['GaussianDropout', { rate: 0.2 }]]), 1, 0.5);
    assertNormal(noisy([['GaussianDropout', { rate: 0.2 }]], { x: 2 }), 2, 1);
  });

  it('keeps mean and deviation as AlphaDropout, and drops to the floor of SELU', () => {
    const kept = noisy([['AlphaDropout', { rate: 0.25 }]], { x: 0 });
    const values = [...new Set(kept)].sort((a, b) => a - b);
    const floor = -1.7580993408473766;
    const scale = 1 / Math.sqrt(0.75 * (1 + 0.25 * floor ** 2));
    assert.equal(values.length, 2);
    assert.ok(Math.abs(values[0]! - scale * floor * 0.75) < 1e-6);
    assert.ok(Math.abs(values[1]! + scale * floor * 0.25) < 1e-6);
    const dropped = kept.filter((value) => value < 0).length / kept.length;
    assert.ok(Math.abs(dropped - 0.25) < 0.03);
  });

  it('draws from the key alone, and each layer other numbers', () => {
    const once: Layers = [['GaussianNoise', { stddev: 0.3 }]];
    assert.deepEqual(noisy(once), noisy(once));
    assert.notDeepEqual(noisy(once), noisy(once, { key: [1, 3] }));
    // Twice the same noise would have twice the deviation.
    assertNormal(noisy([...once, ...once]), 1, 0.3 * Math.SQRT2);
  });

  it('rests where one only looks; without dropout only GaussianNoise goes on', () => {
    for (const layer of [
      ['GaussianNoise', { stddev: 0.2 }],
      ['GaussianDropout', { rate: 0.2 }],
      ['AlphaDropout', { rate: 0.2 }],
    ] as const) {
      assert.ok(noisy([layer], { training: false }).every((value) => value === 1));
      const rests = noisy([layer], { dropout: false }).every((value) => value === 1);
      assert.equal(rests, layer[0] !== 'GaussianNoise');
    }
  });
});
