import assert from 'node:assert/strict';
import { imageDataGenerator } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import { eigenSymmetric } from '../../src/augmentation/eigen-symmetric.js';
import { planAugmentation } from '../../src/augmentation/plan.js';
import { standardize } from '../../src/augmentation/standardize.js';
import type { StatisticsOptions } from '../../src/augmentation/statistics.js';
import type { ImageSet } from '../../src/data/image-set.js';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { randomStream } from '../../src/training/philox.js';
import { lines } from '../support/tiny.js';

describe('ZCA whitening', () => {
  before(() => openWasmEngine());
  const whiten = (images: ImageSet, options?: StatisticsOptions) =>
    planAugmentation(imageDataGenerator({ zcaWhitening: true }), images, options);

  it('leaves no two values of the images related, and each with a variance of 1', async () => {
    const images = lines(400);
    const plan = await whiten(images);
    const shares = tf.tidy(() => {
      const x = tf.tensor4d(
        Float32Array.from(images.images, (byte) => byte / 255),
        [400, 6, 6, 1],
      );
      const white = tf.reshape<tf.Rank.R2>(standardize(plan, x), [400, 36]);
      return tf.div(tf.matMul(white, white, true), 400).arraySync() as number[][];
    });
    shares.forEach((row, i) =>
      row.forEach((share, j) => {
        assert.ok(Math.abs(share - (i === j ? 1 : 0)) < 1e-3, `${i}, ${j}: ${share}`);
      }),
    );
  });

  it('stays in bounds where a pixel is the same in every image', async () => {
    const images = lines(200);
    for (let image = 0; image < 200; image++) images.images.fill(7, image * 36, image * 36 + 6);
    const { statistics } = await whiten(images);
    assert.ok(statistics.whitening!.values.every((value) => Math.abs(value) < 1e8));
  });

  it('tells how far it is, and can be ended', async () => {
    const done: number[] = [];
    const abort = new AbortController();
    const onProgress = (share: number) => {
      done.push(share);
      if (share > 0.05) abort.abort();
    };
    await assert.rejects(whiten(lines(3000), { signal: abort.signal, onProgress }), { code: 'cancelled' });
    assert.deepEqual(
      done,
      [...done].sort((a, b) => a - b),
    );
    assert.ok(done.length > 2 && done.at(-1)! < 0.15);
  });

  it('says so where the images are too large', async () => {
    const images = { ...lines(1), height: 65, width: 64, images: new Uint8Array(65 * 64) };
    await assert.rejects(whiten(images), { code: 'zca-too-large', message: /65 × 64 × 1.*4160 × 4160/ });
  });
});

describe('eigenSymmetric', () => {
  const { uniform } = randomStream(1, 'matrices');
  const size = 24;
  const random = symmetric(() => 2 * uniform() - 1);
  const matrices: Record<string, Float64Array> = {
    'a random one': random,
    'one with values far apart': symmetric((i, j) => (i === j ? 10 ** (i / 2 - 6) : 1e-7 * uniform())),
    'a diagonal one': symmetric((i, j) => (i === j ? i % 3 : 0)),
    'zero': symmetric(() => 0),
    'one of rank 1': symmetric((i, j) => (i + 1) * (j + 1)),
    'two blocks': symmetric((i, j) => (i < 12 === j < 12 ? 1 : 0)),
  };
  for (const [name, matrix] of Object.entries(matrices)) {
    it(`takes ${name} apart`, async () => {
      const { values, vectors } = await eigenSymmetric(matrix.slice(), size, () => undefined);
      const largest = Math.max(...matrix.map(Math.abs), 1);
      for (let i = 0; i < size; i++) {
        const vector = vectors.subarray(i * size, (i + 1) * size);
        for (let j = 0; j < size; j++) {
          const image = dot(matrix.subarray(j * size, (j + 1) * size), vector);
          assert.ok(Math.abs(image - values[i]! * vector[j]!) < 1e-12 * largest);
          const product = dot(vector, vectors.subarray(j * size, (j + 1) * size));
          assert.ok(Math.abs(product - (i === j ? 1 : 0)) < 1e-13);
        }
      }
    });
  }

  function symmetric(entry: (i: number, j: number) => number): Float64Array {
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = i; j < size; j++) matrix[i * size + j] = matrix[j * size + i] = entry(i, j);
    }
    return matrix;
  }

  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
});
