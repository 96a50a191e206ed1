import assert from 'node:assert/strict';
import { ConvScopeError } from '@convscope/protocol';
import { MediaQueue } from '../../src/host/media-queue.js';

const turns = async (count = 5) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};
const cancelled = (error: unknown) => error instanceof ConvScopeError && error.code === 'cancelled';

describe('media to a client', () => {
  it('waits while the line is not clear, and then comes one after the other', async () => {
    let clear = false;
    const media = new MediaQueue(() => clear);
    const begun: string[] = [];
    const finish: (() => void)[] = [];
    const ask = (name: string) =>
      media.take(new AbortController().signal, () => {
        begun.push(name);
        return new Promise<string>((resolve) => finish.push(() => resolve(name)));
      });
    const answers = [ask('a'), ask('b')];
    await turns();
    assert.deepEqual(begun, []);
    clear = true;
    media.goOn();
    await turns();
    assert.deepEqual(begun, ['a']);
    clear = false;
    finish[0]!();
    await turns();
    assert.deepEqual(begun, ['a'], 'its answer has filled the line');
    clear = true;
    media.goOn();
    await turns();
    finish[1]!();
    assert.deepEqual(await Promise.all(answers), ['a', 'b']);
  });

  it('is dropped when nobody waits for it any more, or too much of it waits: the oldest first', async () => {
    let clear = false;
    const media = new MediaQueue(() => clear);
    const controller = new AbortController();
    const gone = media.take(controller.signal, () => Promise.resolve(-1));
    controller.abort();
    await assert.rejects(gone, cancelled);
    const signal = () => new AbortController().signal;
    const asked = Array.from({ length: 18 }, (_, n) => media.take(signal(), () => Promise.resolve(n)));
    await assert.rejects(asked[0]!, cancelled);
    await assert.rejects(asked[1]!, cancelled);
    clear = true;
    media.goOn();
    assert.deepEqual(
      await Promise.all(asked.slice(2)),
      Array.from({ length: 16 }, (_, i) => i + 2),
    );
  });

  it('goes on after a failure', async () => {
    const media = new MediaQueue(() => true);
    const { signal } = new AbortController();
    await assert.rejects(
      media.take(signal, () => Promise.reject(new ConvScopeError('unknown-run', { runId: 'r' }))),
    );
    assert.equal(await media.take(signal, () => Promise.resolve(1)), 1);
  });
});
