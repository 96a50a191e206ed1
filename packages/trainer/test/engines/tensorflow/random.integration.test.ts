import assert from 'node:assert/strict';
import { optimizer } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import type { SessionSpec } from '../../../src/engines/engine.js';
import { startBackend, type Backend } from '../../../src/engines/tensorflow/backend.js';
import { DataType } from '../../../src/engines/tensorflow/data-types.js';
import { openTensorFlowEngine } from '../../../src/engines/tensorflow/engine.js';
import { TensorFlowFunction } from '../../../src/engines/tensorflow/function.js';
import { loadLibrary } from '../../../src/engines/tensorflow/library.js';
import { record } from '../../../src/engines/tensorflow/recorder.js';
import { openWasmEngine } from '../../../src/engines/wasm/open-wasm-engine.js';
import { initialWeights } from '../../../src/training/initialize.js';
import { buildNetwork } from '../../../src/training/network.js';
import { uniform, uniformValues } from '../../../src/training/uniform.js';
import { lines, sequential } from '../../support/tiny.js';
import { sharedTensorFlow } from './shared-tensorflow.js';

const threads = 2;
/** Half of everything is dropped, twice. */
const network = buildNetwork(
  sequential(
    [6, 6, 1],
    [
      ['Conv2D', { filters: 4, kernel_size: [3, 3], activation: 'tanh' }],
      ['Dropout', { rate: 0.5 }],
      ['Flatten', {}],
      ['Dropout', { rate: 0.5 }],
      ['Dense', { units: 2, activation: 'softmax' }],
    ],
  ),
);
const set = lines(64);
const spec: SessionSpec = {
  network,
  weights: initialWeights(network, 3),
  compile: { optimizer: optimizer({ className: 'Adam' }), loss: 'categorical_crossentropy', metrics: [] },
  dropout: true,
  augmentation: null,
  training: set,
  test: set,
  batchSize: 32,
};
/** Noise of a normal distribution too, and what Dropout for SELU puts in. */
const noisy = buildNetwork(
  sequential(
    [6, 6, 1],
    [
      ['GaussianNoise', { stddev: 0.3 }],
      ['Conv2D', { filters: 4, kernel_size: [3, 3], activation: 'selu' }],
      ['AlphaDropout', { rate: 0.2 }],
      ['Flatten', {}],
      ['GaussianDropout', { rate: 0.4 }],
      ['Dense', { units: 2, activation: 'softmax' }],
    ],
  ),
);
type Key = readonly [number, number];
const batch = Int32Array.from({ length: 32 }, (_, i) => i);

describe('random numbers in recorded steps', function () {
  this.timeout(600_000);
  let libraryFolder: string;
  let backend: Backend;
  before(async () => {
    libraryFolder = await sharedTensorFlow();
    backend = startBackend(loadLibrary({ folder: libraryFolder, threads }).api);
  });

  it('are those of JavaScript, to the bit, and others for each key', async () => {
    const shape: [number, number, number, number] = [3, 17, 19, 5];
    const recording = record(backend, [{ shape: [2], dtype: 'int32' }], ([key]) => [
      uniform(shape, key as tf.Tensor1D, 0),
      uniform(shape, key as tf.Tensor1D, 7),
    ]);
    const run = new TensorFlowFunction(
      backend.binding,
      'uniform',
      [{ shape: [2], dtype: DataType.int32 }],
      (graph, inputs) => graph.play(recording, inputs),
    );
    const size = tf.util.sizeFromShape(shape);
    for (const key of [
      Int32Array.of(0, 0),
      Int32Array.of(-1, 2 ** 31 - 1),
      Int32Array.of(12345, -(2 ** 31)),
    ]) {
      const [first, second] = await run.call([key]);
      assert.deepEqual(first, uniformValues(size, key, 0));
      assert.deepEqual(second, uniformValues(size, key, 7));
    }
    run.dispose();
  });

  const openOn = async (parts: number, changes: Partial<SessionSpec> = {}) => {
    const engine = await openTensorFlowEngine({ libraryFolder, threads, parts });
    return engine.open({ ...spec, ...changes });
  };

  /** Ten steps, each with its own key. */
  async function trained(parts: number, keyOf: (step: number) => Key, changes: Partial<SessionSpec> = {}) {
    const session = await openOn(parts, changes);
    const losses: number[] = [];
    for (let iterations = 0; iterations < 10; iterations++) {
      const key = keyOf(iterations);
      losses.push((await session.step({ indices: batch, learningRate: 0.01, iterations, key })).loss);
    }
    const state = { losses, weights: await session.readWeights(), slots: await session.readSlots() };
    session.dispose();
    return state;
  }

  for (const parts of [1, 2]) {
    it(`give the same bits for the same keys, in parts: ${parts}`, async () => {
      const [once, again] = [await trained(parts, (i) => [5, i]), await trained(parts, (i) => [5, i])];
      assert.deepEqual(once, again);
      const other = await trained(parts, (i) => [6, i]);
      assert.notDeepEqual(once.losses, other.losses);
    });
  }

  it('differ from step to step and from part to part', async () => {
    const rest = { learningRate: 0, iterations: 0 };
    // The same images in both parts, with weights that do not move: only what is dropped can make a difference.
    const indices = Int32Array.from({ length: 32 }, (_, i) => i % 16);
    const session = await openOn(2);
    const lossOf = async (key: Key) => (await session.step({ ...rest, indices, key })).loss;
    const losses = [await lossOf([1, 1]), await lossOf([1, 2]), await lossOf([1, 1])];
    assert.notEqual(losses[0], losses[1]);
    assert.equal(losses[0], losses[2]);
    session.dispose();
    // Were both parts to drop the same, their mean would be that of either.
    const half = await openOn(1);
    const alone = await half.step({ ...rest, indices: indices.subarray(0, 16), key: [1, 1] });
    assert.notEqual(losses[0], alone.loss);
    half.dispose();
  });

  it('drop nothing where Dropout rests', async () => {
    const [once, other] = [
      await trained(2, () => [1, 1], { dropout: false }),
      await trained(2, () => [2, 2], { dropout: false }),
    ];
    assert.deepEqual(once, other);
  });

  for (const [what, own] of [
    ['Dropout', spec],
    ['noise', { ...spec, network: noisy, weights: initialWeights(noisy, 3) }],
  ] as const) {
    it(`are the same in a recorded step as op by op on another engine: ${what}`, async () => {
      const recorded = await openOn(1, own);
      const steps = [0, 1, 2].map((iterations) => ({
        ...{ indices: batch, learningRate: 0.01, iterations },
        key: [9, iterations] as Key,
      }));
      const expected: number[] = [];
      for (const step of steps) expected.push((await recorded.step(step)).loss);
      const weights = await recorded.readWeights();
      recorded.dispose();

      const engine = await openWasmEngine();
      const session = await engine.open(own);
      for (const [i, step] of steps.entries()) {
        const { loss } = await session.step(step);
        assert.ok(Math.abs(loss - expected[i]!) < 1e-6, `step ${i}: ${loss}, recorded ${expected[i]}`);
      }
      for (const [i, { values, name }] of (await session.readWeights()).entries()) {
        values.forEach((value, j) => assert.ok(Math.abs(value - weights[i]!.values[j]!) < 1e-5, name));
      }
      session.dispose();
    });
  }
});
