import assert from 'node:assert/strict';
import { checkpointPace } from '../../src/run-process/checkpoint-pace.js';

describe('the pace of checkpoints', () => {
  /** @returns the share of the time that checkpoints took, and the longest time without one, in ms */
  function simulate(options: { batchMs: number; costMs: number; batches: number; seconds: number }) {
    let now = 0;
    const pace = checkpointPace(undefined, () => now);
    const times: number[] = [];
    const checkpoint = (reason: 'start' | 'batch' | 'epoch') => {
      if (!pace.isDue(reason, 0)) return;
      now += options.costMs;
      pace.wrote(options.costMs);
      times.push(now);
    };
    checkpoint('start');
    for (let batch = 1; now < options.seconds * 1000; batch++) {
      now += options.batchMs;
      checkpoint('batch');
      if (batch % options.batches === 0) checkpoint('epoch');
    }
    const gaps = times.slice(1).map((time, i) => time - times[i]!);
    return { share: (times.length * options.costMs) / now, longest: Math.max(...gaps), count: times.length };
  }

  it('lets a crash cost ten seconds at most, where a checkpoint is cheap', () => {
    const { longest, share } = simulate({ batchMs: 20, costMs: 30, batches: 5000, seconds: 300 });
    assert.ok(longest <= 10_000 + 50, String(longest));
    assert.ok(share < 0.02, String(share));
  });

  it('takes no more than its share of the time, however dear a checkpoint and however short an epoch is', () => {
    for (const [batchMs, costMs, batches] of [
      [1, 40, 10],
      [20, 500, 100],
      [400, 5000, 50],
    ] as const) {
      const { share, count } = simulate({ batchMs, costMs, batches, seconds: 3000 });
      assert.ok(count > 5, String(count));
      assert.ok(share <= 0.021, `${share}`);
    }
  });

  it('writes at the start, at a stop and at the end in any case', () => {
    const pace = checkpointPace(undefined, () => 0);
    pace.wrote(60_000);
    for (const reason of ['start', 'stopped', 'done'] as const) assert.ok(pace.isDue(reason, 1));
    for (const reason of ['batch', 'epoch'] as const) assert.ok(!pace.isDue(reason, 1));
  });

  it('goes by updates where that is asked for', () => {
    const pace = checkpointPace(3, () => 0);
    const due = [1, 2, 3, 4, 5, 6].filter((step) => pace.isDue('batch', step));
    assert.deepEqual(due, [3, 6]);
    assert.ok(pace.isDue('epoch', 4));
  });
});
