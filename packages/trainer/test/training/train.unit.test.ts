import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { partOf } from '../../src/data/image-set.js';
import type { Engine } from '../../src/engines/engine.js';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { lines } from '../support/tiny.js';
import { tinyPlan as plan, tinyTraining, trainTiny } from '../support/tiny-training.js';

describe('train', () => {
  let engine: Engine;
  before(async () => {
    engine = await openWasmEngine();
  });

  it('lets the loss fall and learns the two classes', async () => {
    const { of } = await trainTiny({ engine });
    const [first, , last] = of('epoch').map(({ logs }) => logs['loss'] as number);
    assert.ok(last! < 0.5 * first!, `${first} → ${last}`);
    assert.ok((of('evaluated')[0]!.logs['accuracy'] as number) > 0.9);
  });

  it('tells of every batch, epoch and snapshot, in order and in Keras’s words', async () => {
    const { moments, of } = await trainTiny({ engine, snapshots: [0, 1, 39] });
    const batches = of('batch');
    assert.equal(batches.length, 39);
    const { step, epoch, batch, samples, learningRate } = batches[25]!;
    assert.deepEqual(
      { step, epoch, batch, samples, learningRate },
      { step: 26, epoch: 1, batch: 13, samples: 100, learningRate: 0.02 / 1.025 },
    );
    assert.ok(batches.every(({ samplesPerSecond }) => samplesPerSecond > 0));
    for (const { logs } of of('epoch')) {
      assert.deepEqual(Object.keys(logs), ['loss', 'accuracy', 'val_loss', 'val_accuracy']);
    }
    assert.deepEqual(
      of('snapshot').map(({ step, at }) => [step, at]),
      [
        [0, 0],
        [1, 1 / 13],
        [39, 3],
      ],
    );
    assert.deepEqual(
      moments.slice(-2).map(({ type }) => type),
      ['evaluated', 'trained'],
    );
  });

  it('weighs the smaller last batch by its size', async () => {
    const { of } = await trainTiny({ engine });
    const batches = of('batch').slice(0, 13);
    const sizes = [...Array<number>(12).fill(8), 4];
    const mean = batches.reduce((sum, { logs }, i) => sum + (logs['loss'] as number) * sizes[i]!, 0) / 100;
    const right = batches.reduce((sum, { logs }, i) => sum + (logs['accuracy'] as number) * sizes[i]!, 0);
    const { logs } = of('epoch')[0]!;
    assert.ok(Math.abs((logs['loss'] as number) - mean) < 1e-12);
    assert.equal(logs['accuracy'], Math.round(right) / 100);
  });

  it('gives the same bits for the same seed, and others for another', async () => {
    const runs = [1, 1, 2].map((seed) => () => trainTiny({ engine, seed }));
    const [first, again, other] = [await runs[0]!(), await runs[1]!(), await runs[2]!()];
    const losses = ({ of }: typeof first) => of('batch').map(({ logs }) => logs['loss']);
    assert.deepEqual(losses(again), losses(first));
    assert.deepEqual(again.left.weights, first.left.weights);
    assert.notDeepEqual(losses(other), losses(first));
  });

  it('takes the images in the order of the files where it is not to shuffle', async () => {
    const config = tinyTraining({ fit: { batchSize: 8, epochs: 3, shuffle: false } });
    const inOrder = await trainTiny({ engine, config });
    const data = lines(plan.samples, 1);
    const test = lines(plan.testSamples, 2);
    // The first batch alone, of a set that holds nothing else.
    const first = { training: partOf(data, 0, 8), validation: test, test };
    const alone = await trainTiny({
      engine,
      config,
      data: first,
      plan: { ...plan, epochs: 1, samples: 8, batches: 1 },
    });
    assert.equal(inOrder.of('batch')[0]!.logs['loss'], alone.of('batch')[0]!.logs['loss']);
    const shuffled = await trainTiny({ engine });
    assert.notEqual(shuffled.of('batch')[0]!.logs['loss'], alone.of('batch')[0]!.logs['loss']);
  });

  it('validates on the validation set and evaluates on the test set', async () => {
    const training = lines(plan.samples, 1);
    // All of one class: a network that has not learned yet is right on the one set and wrong on the other.
    const validation = partOf(training, 0, 1);
    const test = lines(plan.testSamples, 2);
    const { of } = await trainTiny({ engine, data: { training, validation, test } });
    const last = of('epoch').at(-1)!.logs;
    const [evaluated] = of('evaluated');
    assert.equal(evaluated!.samples, 40);
    assert.notEqual(evaluated!.logs['loss'], last['val_loss']);
    const onTest = await trainTiny({ engine, data: { training, validation: test, test } });
    assert.equal(onTest.of('epoch').at(-1)!.logs['val_loss'], evaluated!.logs['loss']);
  });

  it('ends after so many updates, tells of the epoch that it cuts short, and evaluates', async () => {
    const { of, left } = await trainTiny({ engine, plan: { ...plan, maxSteps: 20 } });
    assert.equal(of('batch').length, 20);
    const epochs = of('epoch');
    assert.deepEqual(
      epochs.map(({ epoch, step }) => [epoch, step]),
      [
        [0, 13],
        [1, 20],
      ],
    );
    const losses = of('batch')
      .slice(13)
      .map(({ logs }) => logs['loss'] as number);
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    assert.ok(Math.abs((epochs[1]!.logs['loss'] as number) - mean) < 1e-12);
    assert.equal(of('evaluated').length, 1);
    assert.deepEqual([left.progress.epoch, left.progress.batch], [1, 7]);
  });

  it('goes on where the loss is no number, and says so', async () => {
    const { compile } = tinyTraining();
    const optimizer = { className: 'SGD', learningRate: 1e30 } as const;
    const config = tinyTraining({ compile: { ...compile, optimizer } });
    const { of } = await trainTiny({ engine, config });
    assert.ok(Number.isNaN(of('epoch').at(-1)!.logs['loss']));
    assert.equal(of('batch').length, 39);
  });

  it('stops after the batch it is at, with a snapshot and a checkpoint of it', async () => {
    const stopping = new AbortController();
    const { moments, of } = await trainTiny({
      engine,
      signal: stopping.signal,
      onMoment(moment) {
        if (moment.type === 'batch' && moment.step === 21) stopping.abort();
      },
    });
    assert.equal(of('batch').length, 21);
    assert.equal(of('epoch').length, 1);
    assert.deepEqual(moments.slice(-2), [
      { type: 'snapshot', step: 21, at: 21 / 13 },
      { type: 'checkpoint', reason: 'stopped' },
    ]);
  });

  it('keeps no snapshot twice where it is stopped at one', async () => {
    const stopping = new AbortController();
    const { of } = await trainTiny({
      engine,
      snapshots: [0, 5],
      signal: stopping.signal,
      onMoment(moment) {
        if (moment.type === 'batch' && moment.step === 5) stopping.abort();
      },
    });
    assert.deepEqual(
      of('snapshot').map(({ step }) => step),
      [0, 5],
    );
  });

  it('leaves the end of an epoch for later where it is stopped in its validation', async () => {
    const stopping = new AbortController();
    const { of, left } = await trainTiny({
      engine,
      signal: stopping.signal,
      onMoment(moment) {
        if (moment.type === 'phase' && moment.phase === 'evaluating') stopping.abort();
      },
    });
    assert.equal(of('batch').length, 13);
    assert.equal(of('epoch').length, 0);
    assert.deepEqual([left.progress.epoch, left.progress.batch], [0, 13]);
  });

  it('leaves no tensor behind, and none grows from step to step', async () => {
    const before = tf.memory().numTensors;
    const during = new Set<number>();
    await trainTiny({ engine, onMoment: () => during.add(tf.memory().numTensors) });
    assert.equal(during.size, 1);
    assert.equal(tf.memory().numTensors, before);
  });

  it('lets other work in between batches', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const { of } = await trainTiny({ engine });
    clearInterval(timer);
    assert.ok(turns > of('batch').length / 4, `${turns} turns`);
  });
});
