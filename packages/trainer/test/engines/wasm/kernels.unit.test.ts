import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { openWasmEngine } from '../../../src/engines/wasm/open-wasm-engine.js';
import { hasRightGradient } from '../../../src/engines/self-test.js';
import { takeBytes } from '../../../src/training/take-bytes.js';

describe('gradients on the wasm backend', () => {
  before(() => openWasmEngine());

  const sizes: { kernel: [number, number]; strides: [number, number] }[] = [
    { kernel: [1, 1], strides: [1, 1] },
    { kernel: [5, 5], strides: [1, 1] },
    { kernel: [2, 4], strides: [1, 1] },
    { kernel: [3, 3], strides: [2, 2] },
    { kernel: [2, 3], strides: [3, 2] },
    { kernel: [1, 2], strides: [2, 1] },
  ];
  for (const { kernel, strides } of sizes) {
    for (const padding of ['same', 'valid'] as const) {
      it(`are right: Conv2D ${String(kernel)}, strides ${String(strides)}, ${padding}`, async () => {
        const x = tf.randomNormal<tf.Rank.R4>([2, 8, 9, 3], 0, 1, 'float32', 1);
        const filter = tf.randomNormal<tf.Rank.R4>([...kernel, 3, 4], 0, 1, 'float32', 2);
        const ofInput = (image: tf.Tensor4D) => tf.conv2d(image, filter, strides, padding);
        const ofKernel = (weights: tf.Tensor4D) => tf.conv2d(x, weights, strides, padding);
        assert.ok(await hasRightGradient(ofInput, x), 'input');
        assert.ok(await hasRightGradient(ofKernel, filter), 'kernel');
        tf.dispose([x, filter]);
      });
    }
  }

  for (const padding of ['same', 'valid'] as const) {
    for (const { kernel, strides, multiplier } of [
      { kernel: [3, 3], strides: [1, 1], multiplier: 1 },
      { kernel: [2, 3], strides: [1, 1], multiplier: 3 },
      { kernel: [3, 2], strides: [2, 2], multiplier: 2 },
      { kernel: [1, 2], strides: [3, 3], multiplier: 1 },
    ] as const) {
      it(`are right: DepthwiseConv2D ${String(kernel)} × ${multiplier}, strides ${String(strides)}, ${padding}`, async () => {
        const x = tf.randomNormal<tf.Rank.R4>([2, 8, 9, 3], 0, 1, 'float32', 1);
        const filter = tf.randomNormal<tf.Rank.R4>([...kernel, 3, multiplier], 0, 1, 'float32', 2);
        const slide = (image: tf.Tensor4D, weights: tf.Tensor4D) =>
          tf.depthwiseConv2d(image, weights, [...strides], padding);
        assert.ok(await hasRightGradient((image) => slide(image, filter), x), 'input');
        assert.ok(await hasRightGradient((weights) => slide(x, weights), filter), 'kernel');
        tf.dispose([x, filter]);
      });
    }
  }

  for (const padding of ['same', 'valid'] as const) {
    for (const [size, strides] of [
      [2, 1],
      [2, 2],
      [3, 2],
    ] as const) {
      it(`are right: AveragePooling2D ${size}, strides ${strides}, ${padding}`, async () => {
        const x = tf.randomNormal<tf.Rank.R4>([2, 7, 6, 3], 0, 1, 'float32', 1);
        assert.ok(await hasRightGradient((image) => tf.avgPool(image, size, strides, padding), x));
        x.dispose();
      });
    }
  }

  for (const padding of ['same', 'valid'] as const) {
    it(`give a window’s slope to its largest value, the first of equals: MaxPooling2D, ${padding}`, () => {
      tf.tidy(() => {
        // The first window holds negative values only, the second two equal ones.
        const x = tf.tensor4d([-4, -1, 5, 2, -3, -2, 3, 5, 1, 1, 1, 1], [1, 3, 4, 1]);
        const pool = (image: tf.Tensor) => tf.maxPool(image as tf.Tensor4D, 2, 2, padding);
        const slopes = padding === 'same' ? [1, 2, 3, 4] : [1, 2];
        const dy = tf.tensor4d(slopes, [1, slopes.length / 2, 2, 1]);
        const last = padding === 'same' ? [3, 0, 4, 0] : [0, 0, 0, 0];
        assert.deepEqual([...tf.grad(pool)(x, dy).dataSync()], [0, 1, 2, 0, 0, 0, 0, 0, ...last]);
      });
    });
  }

  it('multiplies turned matrices as it multiplies plain ones', () => {
    tf.tidy(() => {
      const a = tf.tensor2d([
        [1, 2, 3],
        [4, 5, 6],
      ]);
      const b = tf.tensor2d([
        [1, 0],
        [2, 1],
        [0, 3],
      ]);
      const product = [5, 11, 14, 23];
      assert.deepEqual([...tf.matMul(a, b).dataSync()], product);
      assert.deepEqual([...tf.matMul(tf.transpose(a), b, true).dataSync()], product);
      assert.deepEqual([...tf.matMul(a, tf.transpose(b), false, true).dataSync()], product);
      assert.deepEqual([...tf.matMul(tf.transpose(a), tf.transpose(b), true, true).dataSync()], product);
    });
  });
});

describe('Conv2D on the wasm backend', () => {
  before(() => openWasmEngine());

  it('pads right where the kernel is smaller than its stride', () => {
    tf.tidy(() => {
      const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
      const filter = tf.tensor4d([1, 10], [1, 2, 1, 1]);
      assert.deepEqual([...tf.conv2d(x, filter, [2, 1], 'same').dataSync()], [21, 32, 3, 87, 98, 9]);
    });
  });
});

describe('takeBytes on the wasm backend', () => {
  before(() => openWasmEngine());

  it('gathers images by number and scales every byte as NumPy does in float32', () => {
    const images = Uint8Array.from({ length: 512 }, (_, i) => i % 256);
    const set = {
      count: 128,
      height: 2,
      width: 1,
      channels: 2,
      classes: 1,
      images,
      labels: new Uint8Array(128),
    };
    tf.tidy(() => {
      const order = Int32Array.from({ length: 128 }, (_, i) => 127 - i);
      const x = takeBytes(set, tf.tensor1d(order, 'int32'));
      assert.deepEqual(x.shape, [128, 2, 1, 2]);
      const values = x.dataSync();
      order.forEach((image, i) => {
        for (let j = 0; j < 4; j++) {
          assert.equal(values[i * 4 + j], Math.fround(images[image * 4 + j]! / 255));
        }
      });
    });
  });
});
