import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { partKey, uniform, uniformValues } from '../../src/training/uniform.js';

describe('uniform', () => {
  before(() => openWasmEngine());

  const draw = (key: ArrayLike<number>, stream: number) =>
    tf.tidy(() => uniform([5, 3], tf.tensor1d([...Array.from(key)], 'int32'), stream).dataSync<'float32'>());

  it('is the same for the same key and stream, and another for any other', () => {
    const drawn = [draw([1, 2], 0), draw([1, 2], 0), draw([2, 1], 0), draw([1, 3], 0), draw([1, 2], 1)];
    assert.deepEqual(drawn[0], drawn[1]);
    assert.equal(new Set(drawn.map(String)).size, 4);
  });

  it('gives numbers at least 0 and below 1, spread evenly, whatever the size', () => {
    const values = uniformValues(10_002, [-7, 5], 3);
    assert.ok(values.every((u) => u >= 0 && u < 1));
    const tenths = Array<number>(10).fill(0);
    for (const value of values) tenths[Math.floor(value * 10)]! += 1;
    assert.ok(
      tenths.every((count) => Math.abs(count - 1000) < 120),
      String(tenths),
    );
    assert.deepEqual(uniformValues(5, [-7, 5], 3), values.slice(0, 5));
  });

  it('leaves no tensor behind but its result', () => {
    const key = tf.tensor1d([1, 2], 'int32');
    const before = tf.memory().numTensors;
    const drawn = uniform([2, 2], key, 0);
    assert.equal(tf.memory().numTensors, before + 1);
    tf.dispose([key, drawn]);
  });
});

describe('the key of a part', () => {
  it('is another for each step and each part, also where steps are counted on', () => {
    const keys = [0, 1, 2].flatMap((step) => [0, 1, 2].map((part) => String(partKey([0, step], part))));
    assert.equal(new Set(keys).size, 9);
    // A key that differs by one must not give one layer what another layer had in the step before.
    const drawn = [0, 1, 2, 3].flatMap((step) =>
      [0, 1, 2, 3].map((stream) => String(uniformValues(4, partKey([0, step], 0), stream))),
    );
    assert.equal(new Set(drawn).size, 16);
  });
});
