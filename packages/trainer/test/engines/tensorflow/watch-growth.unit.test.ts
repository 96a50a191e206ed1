import assert from 'node:assert/strict';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { watchGrowth } from '../../../src/engines/tensorflow/watch-growth.js';

describe('watching a download that shows no progress', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'convscope-test-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('tells the bytes of all files, in folders below too, as they become more', async () => {
    const [first, second] = [path.join(folder, 'tmp', 'below'), path.join(folder, 'wheel')];
    mkdirSync(first, { recursive: true });
    const grown: number[] = [];
    let seen: () => void = () => undefined;
    const watch = watchGrowth([path.join(folder, 'tmp'), second], {
      stalledAfter: 60_000,
      interval: 2,
      onGrowth: (bytes) => {
        grown.push(bytes);
        seen();
      },
    });
    const next = () => new Promise<void>((resolve) => (seen = resolve));
    appendFileSync(path.join(first, 'a'), 'x'.repeat(100));
    await next();
    mkdirSync(second);
    appendFileSync(path.join(second, 'b'), 'y'.repeat(50));
    await next();
    watch.stop();
    assert.deepEqual(grown, [100, 150]);
  });

  it('notices a standstill', async () => {
    appendFileSync(path.join(folder, 'a'), 'x');
    const watch = watchGrowth([folder], { stalledAfter: 10, interval: 2, onGrowth: () => undefined });
    await once(watch.stalled, 'abort');
    watch.stop();
  });
});
