import assert from 'node:assert/strict';
import { lessonById } from '@convscope/model';
import { glorotLimit, initialWeights } from '../../src/training/initialize.js';
import { buildNetwork } from '../../src/training/network.js';

describe('glorotLimit', () => {
  it('counts the window in both fans of a convolution, as Keras does', () => {
    // LeNet-5's first layer: fan in 5·5·1, fan out 5·5·6.
    assert.equal(glorotLimit([5, 5, 1, 6]), Math.sqrt(6 / (25 + 150)));
    assert.equal(glorotLimit([5880, 84]), Math.sqrt(6 / (5880 + 84)));
  });
});

describe('initialWeights', () => {
  const network = buildNetwork(lessonById('lenet5')!.model);
  const weights = initialWeights(network, 42);

  it('fills kernels evenly up to the limit and leaves biases at zero', () => {
    network.weights.forEach(({ name, shape }, i) => {
      const values = weights[i]!;
      assert.equal(
        values.length,
        shape.reduce((product, size) => product * size),
      );
      const limit = name === 'bias' ? 0 : glorotLimit(shape);
      assert.ok(values.every((value) => Math.abs(value) <= limit));
      assert.ok(
        values.some((value) => value >= 0.9 * limit) && values.some((value) => value <= -0.9 * limit),
      );
    });
  });

  it('depends on the seed and on the layer, and on nothing else', () => {
    assert.deepEqual(initialWeights(network, 42), weights);
    assert.notDeepEqual(initialWeights(network, 43)[0], weights[0]);
    const alone = { weights: network.weights.slice(2, 3) };
    assert.deepEqual(initialWeights(alone, 42)[0], weights[2]);
  });
});
