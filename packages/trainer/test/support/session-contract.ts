import assert from 'node:assert/strict';
import { imageDataGenerator, optimizer } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import { drawAugmentation } from '../../src/augmentation/draw.js';
import { planAugmentation } from '../../src/augmentation/plan.js';
import type { Engine, SessionSpec, StepInput } from '../../src/engines/engine.js';
import { initialWeights } from '../../src/training/initialize.js';
import { buildNetwork } from '../../src/training/network.js';
import { lines, sequential } from './tiny.js';

/** With dropped values, moving means and a frozen layer: all that a step may treat in its own way. */
const network = buildNetwork(
  sequential(
    [6, 6, 1],
    [
      ['Conv2D', { filters: 4, kernel_size: [3, 3], trainable: false }],
      ['BatchNormalization', { momentum: 0.5 }],
      ['Activation', { activation: 'tanh' }],
      ['Flatten', {}],
      ['Dropout', { rate: 0.3 }],
      ['Dense', { units: 2, activation: 'softmax' }],
    ],
  ),
);
const spec: SessionSpec = {
  network,
  weights: initialWeights(network, 3),
  compile: {
    optimizer: optimizer({ className: 'Adam', learningRate: 0.05, amsgrad: true }),
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy', 'top_k_categorical_accuracy'],
  },
  dropout: true,
  augmentation: null,
  training: lines(64),
  test: lines(50, 2),
  batchSize: 16,
};
const stepAt = (iterations: number): StepInput => ({
  indices: Int32Array.from({ length: 16 }, (_, i) => (iterations * 16 + i) % 64),
  learningRate: 0.05,
  iterations,
  key: [7, iterations],
});

/** What every engine's sessions must do, as tests. */
export function describeSessions(engineOf: () => Promise<Engine>): void {
  let engine: Engine;
  before(async () => {
    engine = await engineOf();
  });
  const valuesOf = (weights: readonly { values: Float32Array }[]) => weights.map(({ values }) => values);

  it('go on from weights and slots to the bit as if they had never stopped', async () => {
    const whole = await engine.open(spec);
    for (let i = 0; i < 8; i++) await whole.step(stepAt(i));

    const stopped = await engine.open(spec);
    for (let i = 0; i < 5; i++) await stopped.step(stepAt(i));
    const left = { weights: valuesOf(await stopped.readWeights()), slots: await stopped.readSlots() };
    stopped.dispose();
    const resumed = await engine.open({ ...spec, ...left });
    for (let i = 5; i < 8; i++) await resumed.step(stepAt(i));

    assert.deepEqual(await resumed.readWeights(), await whole.readWeights());
    assert.deepEqual(await resumed.readSlots(), await whole.readSlots());
    for (const session of [whole, resumed]) session.dispose();
  });

  it('open with the slots of their own optimizer only', async () => {
    const open = async () => engine.open({ ...spec, slots: spec.weights });
    const before = tf.memory().numTensors;
    await assert.rejects(open, RangeError);
    assert.equal(tf.memory().numTensors, before);
  });

  it('change trained weights, move means, and leave a frozen layer alone', async () => {
    const session = await engine.open(spec);
    await session.step(stepAt(0));
    const after = await session.readWeights();
    session.dispose();
    const changed = after.map(({ values }, i) => values.some((value, j) => value !== spec.weights[i]![j]));
    const names = after.map(({ layer, name }) => `${layer}/${name}`);
    assert.deepEqual(
      names.filter((_, i) => !changed[i]),
      ['layer_0/kernel', 'layer_0/bias'],
    );
  });

  it('evaluate any set by its size, with metrics as counts, and without dropping', async () => {
    const session = await engine.open(spec);
    for (let i = 0; i < 4; i++) await session.step(stepAt(i));
    const { loss, metricSums } = await session.evaluate();
    assert.deepEqual(await session.evaluate(), { loss, metricSums });
    assert.equal(metricSums[1], spec.test.count);
    assert.ok(metricSums[0]! > spec.test.count / 2 && metricSums[0]! <= spec.test.count);
    const training = await session.evaluate(undefined, spec.training);
    assert.equal(training.metricSums[1], spec.training.count);
    assert.notEqual(training.loss, loss);
    session.dispose();
  });

  it('take weights from outside', async () => {
    const session = await engine.open(spec);
    const before = await session.evaluate();
    await session.step(stepAt(0));
    await session.writeWeights(spec.weights);
    assert.deepEqual(await session.evaluate(), before);
    assert.deepEqual(valuesOf(await session.readWeights()), spec.weights);
    session.dispose();
  });

  it('augment training images by what was drawn, and only standardize the others', async () => {
    const config = imageDataGenerator({ widthShiftRange: 0.2, horizontalFlip: true, samplewiseCenter: true });
    const augmentation = await planAugmentation(config, spec.training);
    const session = await engine.open({ ...spec, augmentation });
    const lossOf = async (epoch: number) => {
      const draws = drawAugmentation(augmentation, { seed: 1, epoch, from: 0, count: 16 });
      return (await session.step({ ...stepAt(0), learningRate: 0, draws })).loss;
    };
    const losses = [await lossOf(0), await lossOf(1)];
    assert.notEqual(losses[0], losses[1]);
    const again = await engine.open({ ...spec, augmentation });
    const draws = drawAugmentation(augmentation, { seed: 1, epoch: 0, from: 0, count: 16 });
    assert.equal((await again.step({ ...stepAt(0), learningRate: 0, draws })).loss, losses[0]);
    assert.deepEqual(await session.evaluate(), await session.evaluate());
    const plain = await engine.open(spec);
    await plain.writeWeights(valuesOf(await session.readWeights()));
    assert.notEqual((await plain.evaluate()).loss, (await session.evaluate()).loss);
    for (const used of [session, again, plain]) used.dispose();
  });

  it('refuse a network without anything to train', async () => {
    const frozen = buildNetwork(
      sequential(
        [6, 6, 1],
        [
          ['Flatten', {}],
          ['Dense', { units: 2, activation: 'softmax', trainable: false }],
        ],
      ),
    );
    await assert.rejects(
      async () => {
        const session = await engine.open({ ...spec, network: frozen, weights: initialWeights(frozen, 1) });
        try {
          await session.step(stepAt(0));
        } finally {
          session.dispose();
        }
      },
      { code: 'nothing-to-train' },
    );
  });

  it('keep no tensor over steps and evaluations, nor after they are disposed', async () => {
    const before = tf.memory().numTensors;
    const session = await engine.open(spec);
    await session.step(stepAt(0));
    const during = tf.memory().numTensors;
    for (let i = 1; i < 4; i++) await session.step(stepAt(i));
    await session.evaluate();
    await session.writeWeights(spec.weights);
    assert.equal(tf.memory().numTensors, during);
    session.dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('train with every optimizer and loss', async () => {
    for (const className of ['SGD', 'RMSprop', 'Adam', 'AdamW', 'Adagrad'] as const) {
      const compile = { ...spec.compile, optimizer: optimizer({ className, learningRate: 0.05 }) };
      const session = await engine.open({ ...spec, compile, dropout: false });
      const losses: number[] = [];
      for (let i = 0; i < 12; i++) losses.push((await session.step({ ...stepAt(0), iterations: i })).loss);
      assert.ok(losses.at(-1)! < losses[0]!, `${className}: ${String(losses)}`);
      session.dispose();
    }
    for (const loss of ['categorical_crossentropy', 'binary_crossentropy', 'mean_squared_error'] as const) {
      const session = await engine.open({ ...spec, compile: { ...spec.compile, loss }, dropout: false });
      const losses: number[] = [];
      for (let i = 0; i < 12; i++) losses.push((await session.step({ ...stepAt(0), iterations: i })).loss);
      assert.ok(losses.at(-1)! < losses[0]!, `${loss}: ${String(losses)}`);
      session.dispose();
    }
  });
}
