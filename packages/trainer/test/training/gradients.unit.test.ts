import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { averageParts, gradients, score, type Batch, type Objective } from '../../src/training/gradients.js';
import { initialWeights } from '../../src/training/initialize.js';
import { buildNetwork, type Network } from '../../src/training/network.js';
import { takeBytes, takeLabels } from '../../src/training/take-bytes.js';
import { lines, sequential, tinyModel } from '../support/tiny.js';

const set = lines(12);

function batchOf(first: number, samples: number): Batch {
  const indices = Int32Array.from({ length: samples }, (_, i) => first + i);
  return {
    x: takeBytes(set, tf.tensor1d(indices, 'int32')),
    labels: tf.tensor1d(takeLabels(set, indices), 'int32'),
  };
}

/** The lessons' loss and metric. */
const objective: Objective = { loss: 'categorical_crossentropy', metrics: ['accuracy'] };
const slopes = (network: Network, weights: tf.Tensor[], batch: Batch) =>
  tf.tidy(() => {
    const key = tf.tensor1d([0, 0], 'int32');
    return gradients(network, weights, batch, objective, { key, dropout: true });
  });

const weightsOf = (network: Network) =>
  initialWeights(network, 5).map((values, i) => tf.tensor(values, [...network.weights[i]!.shape]));

describe('gradients', () => {
  before(() => openWasmEngine());

  const kinds: Record<string, [string, Record<string, unknown>][]> = {
    'tanh, average pooling': [
      ['Conv2D', { filters: 2, kernel_size: [3, 2], padding: 'same', activation: 'tanh' }],
      ['AveragePooling2D', { pool_size: [2, 2], strides: [1, 1] }],
      ['Flatten', {}],
    ],
    'sigmoid, strides 2, global average pooling': [
      ['Conv2D', { filters: 3, kernel_size: 3, strides: 2, activation: 'sigmoid' }],
      ['GlobalAveragePooling2D', {}],
    ],
    'relu, max pooling': [
      ['Conv2D', { filters: 2, kernel_size: 3 }],
      ['Activation', { activation: 'relu' }],
      ['MaxPooling2D', { pool_size: 2 }],
      ['Flatten', {}],
    ],
    'pooling with padding': [
      ['Conv2D', { filters: 3, kernel_size: 2 }],
      ['MaxPooling2D', { pool_size: 2, strides: 1, padding: 'same' }],
      ['AveragePooling2D', { pool_size: 3, strides: 2, padding: 'same' }],
      ['Flatten', {}],
    ],
    'a hidden softmax, global max pooling': [
      ['Conv2D', { filters: 3, kernel_size: 2, activation: 'softmax', use_bias: false }],
      ['GlobalMaxPooling2D', {}],
    ],
  };

  for (const [name, layers] of Object.entries(kinds)) {
    it(`are the slopes of the loss: ${name}`, () => {
      const network = buildNetwork(
        sequential([6, 6, 1], [...layers, ['Dense', { units: 2, activation: 'softmax' }]]),
      );
      tf.tidy(() => {
        const weights = weightsOf(network);
        const batch = batchOf(0, 4);
        const found = slopes(network, weights, batch);
        weights.forEach((_, i) => assertSlope(network, weights, i, batch, found.gradients[i]!));
        assert.equal(found.loss.dataSync()[0], score(network, weights, batch, objective).loss.dataSync()[0]);
      });
    });
  }

  it('leave no tensor behind but their results', () => {
    const network = buildNetwork(tinyModel);
    const weights = weightsOf(network);
    const batch = batchOf(0, 4);
    const before = tf.memory().numTensors;
    const found = slopes(network, weights, batch);
    assert.equal(tf.memory().numTensors, before + 2 + weights.length);
    tf.dispose([found.loss, found.metricSums, found.gradients, weights, batch.x, batch.labels]);
  });

  it('of unequal parts average to those of the whole batch', () => {
    const network = buildNetwork(tinyModel);
    tf.tidy(() => {
      const weights = weightsOf(network);
      const whole = slopes(network, weights, batchOf(0, 9));
      const parts = averageParts([
        { samples: 5, result: slopes(network, weights, batchOf(0, 5)) },
        { samples: 4, result: slopes(network, weights, batchOf(5, 4)) },
      ]);
      assert.equal(parts.metricSums[0]!.dataSync()[0], whole.metricSums[0]!.dataSync()[0]);
      assertClose(parts.loss, whole.loss, 1e-6);
      whole.gradients.forEach((gradient, i) => assertClose(parts.gradients[i]!, gradient, 1e-6));
    });
  });

  it('are of the weights that train; what training moves otherwise comes beside them', () => {
    const weight = (name: string, shape: number[], trainable: boolean) => ({
      ...{ layer: 'layer', name, shape, trainable },
    });
    const network: Network = {
      ...buildNetwork(tinyModel),
      weights: [weight('moving', [2], false), weight('frozen', [2], false), weight('kernel', [36, 2], true)],
      forward: ([moving, frozen, kernel], x) => ({
        logits: tf.add(tf.matMul(tf.reshape(x, [-1, 36]), kernel as tf.Tensor2D), frozen!),
        activation: 'softmax',
        moved: new Map([[0, tf.add(moving!, tf.scalar(1))]]),
      }),
    };
    const weights = [tf.zeros([2]), tf.ones([2]), tf.ones([36, 2])];
    const batch = batchOf(0, 4);
    const before = tf.memory().numTensors;
    const found = slopes(network, weights, batch);
    assert.deepEqual(
      found.gradients.map(({ shape }) => shape),
      [[36, 2]],
    );
    assert.deepEqual(
      found.moved.map(({ index, value }) => [index, ...value.dataSync()]),
      [[0, 1, 1]],
    );
    assert.equal(tf.memory().numTensors, before + 4);
    tf.dispose([found.loss, found.metricSums, found.gradients, weights, batch.x, batch.labels]);
    tf.dispose(found.moved.map(({ value }) => value));
  });

  it('do not vanish where the softmax is saturated and wrong', () => {
    const network = buildNetwork(
      sequential(
        [1, 1, 1],
        [
          ['Flatten', {}],
          ['Dense', { units: 2, activation: 'softmax' }],
        ],
      ),
    );
    tf.tidy(() => {
      const weights = [tf.tensor2d([[200, -200]]), tf.zeros([2])];
      const batch = { x: tf.ones<tf.Rank.R4>([1, 1, 1, 1]), labels: tf.tensor1d([1], 'int32') };
      const found = slopes(network, weights, batch);
      assert.equal(found.loss.dataSync()[0], 400);
      assert.equal(found.metricSums[0]!.dataSync()[0], 0);
      assert.deepEqual([...found.gradients[0]!.dataSync()], [1, -1]);
    });
  });
});

/** The gradient along a fixed direction against the difference quotient of the loss. */
function assertSlope(
  network: Network,
  weights: readonly tf.Tensor[],
  i: number,
  batch: Batch,
  gradient: tf.Tensor,
): void {
  const weight = weights[i]!;
  const direction = tf.tensor(
    Float32Array.from({ length: weight.size }, (_, j) => Math.cos(j * j)),
    weight.shape,
  );
  const step = 1e-2 / Math.sqrt(weight.size);
  const lossAt = (distance: number) => {
    const moved = weights.with(i, tf.add(weight, tf.mul(direction, distance)));
    return score(network, moved, batch, objective).loss.dataSync()[0]!;
  };
  const measured = (lossAt(step) - lossAt(-step)) / (2 * step);
  const computed = tf.sum(tf.mul(gradient, direction)).dataSync()[0]!;
  const { layer, name } = network.weights[i]!;
  assert.ok(Math.abs(measured - computed) < 2e-3, `${layer}/${name}: ${computed}, measured ${measured}`);
}

function assertClose(actual: tf.Tensor, expected: tf.Tensor, tolerance: number): void {
  const difference = tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0]!;
  assert.ok(difference <= tolerance, `off by ${difference}`);
}
