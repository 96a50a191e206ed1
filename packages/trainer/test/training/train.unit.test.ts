import assert from 'node:assert/strict';
import { optimizer as configure, type TrainingConfig } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import type { Engine, Session } from '../../src/engines/engine.js';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { initialWeights } from '../../src/training/initialize.js';
import { buildNetwork } from '../../src/training/network.js';
import { train, type TrainingEvent } from '../../src/training/train.js';
import { lines, tinyModel } from '../support/tiny.js';

const optimizer = configure({ className: 'RMSprop', learningRate: 0.02, decay: 0.001 });
const compile: TrainingConfig['compile'] = {
  optimizer,
  loss: 'categorical_crossentropy',
  metrics: ['accuracy'],
};
/** Twelve batches of 8 and a last one of 4. */
const plan = { epochs: 3, batchSize: 8, samples: 100, batches: 13, testSamples: 40 };
type EventOf<T> = Extract<TrainingEvent, { type: T }>;

describe('train', () => {
  let engine: Engine;
  before(async () => {
    engine = await openWasmEngine();
  });

  const openSession = (seed: number) => {
    const network = buildNetwork(tinyModel);
    const weights = initialWeights(network, seed);
    const [training, test] = [lines(plan.samples, 1), lines(plan.testSamples, 2)];
    const { batchSize } = plan;
    return engine.open({
      network,
      weights,
      compile,
      dropout: true,
      augmentation: null,
      training,
      test,
      batchSize,
    });
  };

  async function trained(
    seed: number,
    signal?: AbortSignal,
    onEvent?: (event: TrainingEvent, session: Session) => void,
  ) {
    const session = await openSession(seed);
    const events: TrainingEvent[] = [];
    for await (const event of train({ session, plan, optimizer, seed, ...(signal && { signal }) })) {
      events.push(event);
      onEvent?.(event, session);
    }
    const weights = await session.readWeights();
    session.dispose();
    const of = <T extends TrainingEvent['type']>(type: T) =>
      events.filter((event): event is EventOf<T> => event.type === type);
    return { events, of, weights };
  }

  it('lets the loss fall and learns the two classes', async () => {
    const { of } = await trained(1);
    const [first, , last] = of('epoch').map(({ logs }) => logs['loss'] as number);
    assert.ok(last! < 0.5 * first!, `${first} → ${last}`);
    assert.ok((of('evaluated')[0]!.logs['accuracy'] as number) > 0.9);
  });

  it('tells of every batch, epoch and snapshot, in order and in Keras’s words', async () => {
    const { events, of } = await trained(1);
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
    const snapshots = of('snapshot');
    assert.equal(snapshots[0]!.at, 0);
    assert.deepEqual(snapshots.at(-1), { type: 'snapshot', step: 39, at: 3 });
    assert.equal(events.at(-1)!.type, 'evaluated');
  });

  it('weighs the smaller last batch by its size', async () => {
    const { of } = await trained(1);
    const batches = of('batch').slice(0, 13);
    const sizes = [...Array<number>(12).fill(8), 4];
    const mean = batches.reduce((sum, { logs }, i) => sum + (logs['loss'] as number) * sizes[i]!, 0) / 100;
    const right = batches.reduce((sum, { logs }, i) => sum + (logs['accuracy'] as number) * sizes[i]!, 0);
    const { logs } = of('epoch')[0]!;
    assert.ok(Math.abs((logs['loss'] as number) - mean) < 1e-12);
    assert.equal(logs['accuracy'], Math.round(right) / 100);
  });

  it('gives the same bits for the same seed, and others for another', async () => {
    const runs = [await trained(1), await trained(1), await trained(2)];
    const losses = runs.map(({ of }) => of('batch').map(({ logs }) => logs['loss']));
    assert.deepEqual(losses[0], losses[1]);
    assert.deepEqual(runs[0]!.weights, runs[1]!.weights);
    assert.notDeepEqual(losses[0], losses[2]);
  });

  it('stops after the batch it is at and keeps a snapshot of it', async () => {
    const stopping = new AbortController();
    const { events, of } = await trained(1, stopping.signal, (event) => {
      if (event.type === 'batch' && event.step === 21) stopping.abort();
    });
    assert.equal(of('batch').length, 21);
    assert.equal(of('epoch').length, 1);
    assert.deepEqual(events.at(-1), { type: 'snapshot', step: 21, at: 21 / 13 });
  });

  it('ends an epoch without validation where it is stopped during it', async () => {
    const stopping = new AbortController();
    const { of } = await trained(1, stopping.signal, (event) => {
      if (event.type === 'phase' && event.phase === 'evaluating') stopping.abort();
    });
    assert.deepEqual(
      of('epoch').map(({ logs }) => Object.keys(logs)),
      [['loss', 'accuracy']],
    );
    assert.equal(of('batch').length, 13);
    assert.equal(of('evaluated').length, 0);
  });

  it('leaves no tensor behind, and none grows from step to step', async () => {
    const before = tf.memory().numTensors;
    const during = new Set<number>();
    await trained(1, undefined, () => during.add(tf.memory().numTensors));
    assert.equal(during.size, 1);
    assert.equal(tf.memory().numTensors, before);
  });

  it('lets other work in between batches', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const { of } = await trained(1);
    clearInterval(timer);
    assert.ok(turns > of('batch').length / 4, `${turns} turns`);
  });
});
