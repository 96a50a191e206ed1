import assert from 'node:assert/strict';
import { ConvScopeError, type Weight } from '@convscope/protocol';
import { createWeightStore } from '../src/host/weights.js';

/** A trainer whose answers are given by hand. */
function byHand() {
  const asked: { key: string; answer: (value: number) => void; fail: () => void }[] = [];
  const store = createWeightStore(
    (_runId, step, layer) =>
      new Promise<readonly Weight[]>((resolve, reject) => {
        asked.push({
          key: `${layer}@${step}`,
          answer: (value) => resolve([{ name: 'kernel', shape: [1, 1], values: Float32Array.of(value) }]),
          fail: () => reject(new ConvScopeError('unknown-snapshot', { runId: 'run', step })),
        });
      }),
    () => {},
  );
  return { store, asked };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const conv = (step: number) => ({ layer: 'conv2d', step });

describe('reading weights', () => {
  it('has one request under way and asks next for what is newest then', async () => {
    const { store, asked } = byHand();
    for (let step = 1; step <= 50; step++) store.want('run', [conv(step)]);
    assert.deepEqual(
      asked.map(({ key }) => key),
      ['conv2d@1'],
    );
    asked[0]!.answer(0.1);
    await settle();
    assert.deepEqual(
      asked.map(({ key }) => key),
      ['conv2d@1', 'conv2d@50'],
    );
  });

  it('asks for nothing that it has', async () => {
    const { store, asked } = byHand();
    store.want('run', [conv(1)]);
    asked[0]!.answer(0.1);
    await settle();
    store.want('run', [conv(1)]);
    assert.equal(asked.length, 1);
    assert.ok(Math.abs(store.get('conv2d', 1)!.kernel.values[0]! - 0.1) < 1e-6);
  });

  it('keeps one range over all moments', async () => {
    const { store, asked } = byHand();
    store.want('run', [conv(4), conv(0)]);
    asked[0]!.answer(-3);
    await settle();
    asked[1]!.answer(1);
    await settle();
    assert.equal(store.range('conv2d')!.weight, 3);
    assert.equal(store.range('conv2d')!.change, 4);
    assert.deepEqual(store.range('conv2d')!.norms, { least: 1, most: 3 });
  });

  it('says why a moment cannot be read, goes on, and tries again when told', async () => {
    const { store, asked } = byHand();
    store.want('run', [conv(1), conv(2)]);
    asked[0]!.fail();
    await settle();
    assert.equal(store.failure('conv2d', 1)?.code, 'unknown-snapshot');
    assert.equal(asked[1]!.key, 'conv2d@2');
    asked[1]!.answer(1);
    await settle();
    store.forgive();
    assert.equal(asked[2]!.key, 'conv2d@1');
  });

  it('forgets another run, and its late answer', async () => {
    const { store, asked } = byHand();
    store.want('run', [conv(1)]);
    store.want('other', [conv(1)]);
    asked[0]!.answer(0.5);
    await settle();
    assert.equal(store.get('conv2d', 1), null);
    asked[1]!.answer(0.7);
    await settle();
    assert.ok(Math.abs(store.get('conv2d', 1)!.kernel.values[0]! - 0.7) < 1e-6);
  });
});
