import assert from 'node:assert/strict';
import { deviceName } from '../../../src/engines/tensorflow/context.js';
import { cut, defaultParts, splitBatch } from '../../../src/engines/tensorflow/parts.js';

describe('the parts of a batch', () => {
  it('are of equal size, or differ by one image', () => {
    assert.deepEqual(splitBatch(128, 2), [64, 64]);
    assert.deepEqual(splitBatch(96, 4), [24, 24, 24, 24]);
    assert.deepEqual(splitBatch(127, 2), [64, 63]);
    assert.deepEqual(splitBatch(10, 4), [3, 3, 2, 2]);
  });

  it('are never empty', () => {
    assert.deepEqual(splitBatch(1, 8), [1]);
    assert.deepEqual(splitBatch(3, 8), [1, 1, 1]);
  });

  it('hold all images in their order', () => {
    const indices = Int32Array.from({ length: 10 }, (_, i) => i * i);
    const parts = cut(indices, splitBatch(10, 4));
    assert.deepEqual(
      parts.flatMap((part) => [...part]),
      [...indices],
    );
    assert.deepEqual([...parts[1]!], [9, 16, 25]);
  });

  it('are one per thread, and eight at most', () => {
    assert.deepEqual([1, 2, 3, 8, 64].map(defaultParts), [1, 2, 3, 8, 8]);
  });
});

describe('the name of a device', () => {
  it('is TensorFlow’s without the place, and `CPU` for the only one', () => {
    assert.equal(deviceName('/job:localhost/replica:0/task:0/device:CPU:0'), 'CPU');
    assert.equal(deviceName('/job:localhost/replica:0/task:0/device:GPU:0'), 'GPU:0');
  });
});
