import assert from 'node:assert/strict';
import { optimizer } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend, type Backend } from '../../../src/engines/tensorflow/backend.js';
import { openTensorFlowEngine } from '../../../src/engines/tensorflow/engine.js';
import { loadLibrary } from '../../../src/engines/tensorflow/library.js';
import type { Session, SessionSpec, StepInput } from '../../../src/engines/engine.js';
import { initialWeights } from '../../../src/training/initialize.js';
import { buildNetwork } from '../../../src/training/network.js';
import { describeSessions } from '../../support/session-contract.js';
import { lines, tinyModel } from '../../support/tiny.js';
import { sharedTensorFlow } from './shared-tensorflow.js';

const threads = 2;
const network = buildNetwork(tinyModel);
const set = lines(203);
const spec: SessionSpec = {
  network,
  weights: initialWeights(network, 7),
  compile: {
    optimizer: optimizer({ className: 'SGD' }),
    loss: 'categorical_crossentropy',
    metrics: ['accuracy'],
  },
  dropout: true,
  augmentation: null,
  training: set,
  test: lines(950, 2),
  batchSize: 32,
};
const first = (count: number) => Int32Array.from({ length: count }, (_, i) => i);
const on = (indices: Int32Array, learningRate = 0.1): StepInput => ({
  indices,
  learningRate,
  iterations: 0,
  key: [0, 0],
});

describe('the tensorflow engine', function () {
  this.timeout(600_000);
  let libraryFolder: string;
  let backend: Backend;
  const open = async (parts: number, changes: Partial<SessionSpec> = {}): Promise<Session> => {
    const engine = await openTensorFlowEngine({ libraryFolder, threads, parts });
    return engine.open({ ...spec, ...changes });
  };

  before(async () => {
    libraryFolder = await sharedTensorFlow();
    backend = startBackend(loadLibrary({ folder: libraryFolder, threads }).api);
  });

  describe('its sessions', () => {
    describeSessions(() => openTensorFlowEngine({ libraryFolder, threads, parts: 2 }));
  });

  it('names the library, the device and how it splits the work', async () => {
    const { facts } = await openTensorFlowEngine({ libraryFolder, threads });
    assert.deepEqual(facts, { engine: 'tensorflow', version: '2.21.0', device: 'CPU', threads, parts: 2 });
  });

  it('gives the same weights to the bit when it does the same again', async () => {
    const train = async () => {
      const session = await open(2);
      for (let i = 0; i < 20; i++) await session.step(on(first(32)));
      const weights = await session.readWeights();
      session.dispose();
      return weights;
    };
    assert.deepEqual(await train(), await train());
  });

  for (const config of [optimizer({ className: 'SGD' }), optimizer({ className: 'RMSprop' })]) {
    it(`gives the same losses in one part and in several, whatever the size of a batch: ${config.className}`, async () => {
      const whole = await open(1, { compile: { ...spec.compile, optimizer: config } });
      const split = await open(4, { compile: { ...spec.compile, optimizer: config } });
      for (const size of [32, 31, 2, 1, 30, 32]) {
        const [one, several] = [
          await whole.step(on(first(size), 0.01)),
          await split.step(on(first(size), 0.01)),
        ];
        assert.ok(Math.abs(one.loss - several.loss) < 1e-5, `${size} images: ${one.loss}, ${several.loss}`);
        assert.deepEqual(one.metricSums, several.metricSums);
      }
      whole.dispose();
      split.dispose();
    });
  }

  it('learns, and evaluates the whole test set as the mean over its images', async () => {
    const session = await open(2);
    const before = await session.evaluate();
    for (let i = 0; i < 60; i++) await session.step(on(first(32)));
    const after = await session.evaluate();
    assert.ok(after.loss < before.loss / 2, `${before.loss} → ${after.loss}`);
    assert.ok(after.metricSums[0]! > 0.9 * spec.test.count && after.metricSums[0]! <= spec.test.count);

    // A batch's loss is that before its update: with a rate of 0 steps measure, and must agree.
    const measured = await open(1, {
      weights: (await session.readWeights()).map(({ values }) => values),
      training: spec.test,
      batchSize: spec.test.count,
    });
    const { loss, metricSums } = await measured.step(on(first(spec.test.count), 0));
    assert.ok(Math.abs(loss - after.loss) < 1e-5, `${loss}, ${after.loss}`);
    assert.deepEqual(metricSums, after.metricSums);
    session.dispose();
    measured.dispose();
  });

  it('ends an evaluation between batches when asked to', async () => {
    const session = await open(2);
    await assert.rejects(session.evaluate(AbortSignal.abort()), { code: 'cancelled' });
    session.dispose();
  });

  it('leaves the event loop free while it computes', async () => {
    const session = await open(2, { training: lines(20_000), batchSize: 20_000 });
    await session.step(on(first(20_000)));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const from = performance.now();
    for (let i = 0; i < 5; i++) await session.step(on(first(20_000)));
    const ms = performance.now() - from;
    clearInterval(timer);
    assert.ok(turns > ms / 10, `${turns} turns in ${ms} ms`);
    session.dispose();
  });

  it('refuses images that are not there and batches that are too large, and goes on', async () => {
    const session = await open(2);
    await assert.rejects(session.step(on(Int32Array.of(0, set.count))), RangeError);
    await assert.rejects(session.step(on(first(33))), RangeError);
    await assert.rejects(session.step(on(new Int32Array(0))), RangeError);
    const { loss } = await session.step(on(first(32)));
    assert.ok(Number.isFinite(loss));
    session.dispose();
  });

  it('opens nothing with weights of another size, and keeps nothing', async () => {
    const tensors = backend.binding.getNumOfTensors();
    await assert.rejects(open(2, { weights: spec.weights.map(() => new Float32Array(3)) }), TypeError);
    assert.equal(backend.binding.getNumOfTensors(), tensors);
  });

  it('keeps no tensor and no memory over many steps, nor after it is disposed', async () => {
    const [handles, tensors] = [backend.binding.getNumOfTensors(), tf.memory().numTensors];
    const session = await open(2);
    for (let i = 0; i < 200; i++) await session.step(on(first(32)));
    const [held, resident] = [backend.binding.getNumOfTensors(), process.memoryUsage.rss()];
    for (let i = 0; i < 2000; i++) await session.step(on(first(32)));
    assert.equal(backend.binding.getNumOfTensors(), held);
    const grown = process.memoryUsage.rss() - resident;
    assert.ok(grown < 40e6, `grew by ${grown} bytes`);
    session.dispose();
    assert.equal(backend.binding.getNumOfTensors(), handles);
    assert.equal(tf.memory().numTensors, tensors);
  });

  it('can be disposed during a step', async () => {
    const session = await open(2);
    const step = session.step(on(first(32))).catch((error: unknown) => error);
    session.dispose();
    await step;
    const next = await open(2);
    assert.ok((await next.step(on(first(32)))).loss > 0);
    next.dispose();
  });

  it('says which TensorFlow is in the process when another one is asked for', async () => {
    await assert.rejects(openTensorFlowEngine({ libraryFolder: '/elsewhere' }), (error) => {
      assert.ok(error instanceof ConvScopeError);
      assert.equal(error.code, 'engine-not-available');
      return error.message.includes(libraryFolder);
    });
  });
});
