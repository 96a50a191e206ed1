import assert from 'node:assert/strict';
import {
  maxSnapshotBytes,
  maxSnapshots,
  planSnapshots,
  snapshotSteps,
} from '../../src/training/snapshot-schedule.js';

describe('snapshotSteps', () => {
  it('keeps the start, the early steps, even distances and the end of LeNet-5’s 469 steps', () => {
    const steps = snapshotSteps(469);
    assert.deepEqual(steps.slice(0, 6), [0, 1, 2, 4, 8, 16]);
    assert.equal(steps.at(-1), 469);
    const distances = steps.slice(6).map((step, i) => step - steps[i + 5]!);
    assert.ok(Math.max(...distances) <= 19, String(steps));
  });

  it('keeps every step of a short run', () => {
    assert.deepEqual(snapshotSteps(3), [0, 1, 2, 3]);
    assert.equal(snapshotSteps(31).length, 32);
  });

  it('never keeps more than it may, from first to last, ascending', () => {
    for (const total of [1, 2, 5, 31, 32, 33, 64, 100, 469, 1_563, 46_900, 1_000_000]) {
      const steps = snapshotSteps(total);
      assert.ok(steps.length <= maxSnapshots, `${total}: ${steps.length}`);
      assert.equal(steps[0], 0);
      assert.equal(steps.at(-1), total);
      assert.ok(steps.every((step, i) => i === 0 || step > steps[i - 1]!));
    }
  });
});

describe('planSnapshots', () => {
  it('keeps what there is and goes on with the schedule where a run was stopped', () => {
    const all = snapshotSteps(469);
    const existing = [...all.filter((step) => step <= 200), 200];
    const { kept, due } = planSnapshots({ steps: 469, bytes: 1000, step: 200, existing });
    assert.deepEqual(kept, existing);
    assert.deepEqual(
      due,
      all.filter((step) => step > 200),
    );
  });

  it('never lets a run have more than it may, however often it trains on or is stopped', () => {
    for (const bytes of [4, 4_400_000, 30_000_000, 200_000_000, 1_000_000_000]) {
      let existing: number[] = [];
      for (let epochs = 1; epochs <= 12; epochs++) {
        const steps = epochs * 100;
        const step = Math.max(0, steps - 100);
        const { kept, due } = planSnapshots({ steps, bytes, step, existing });
        // Stopped in between: one more.
        existing = [...new Set([...kept, ...due, steps - 50])].sort((a, b) => a - b);
        const message = `${bytes} bytes, ${epochs} epochs: ${existing.join()}`;
        assert.ok(existing.length <= maxSnapshots, message);
        assert.ok(existing.length <= Math.max(3, maxSnapshotBytes / bytes), message);
        assert.equal(existing[0], 0, message);
        assert.equal(existing.at(-1), steps, message);
      }
    }
  });

  it('thins evenly', () => {
    const existing = Array.from({ length: 61 }, (_, i) => i);
    const { kept } = planSnapshots({ steps: 10_000, bytes: 4, step: 60, existing });
    const distances = kept.slice(1).map((step, i) => step - kept[i]!);
    assert.ok(Math.max(...distances) - Math.min(...distances) <= 1, kept.join());
  });
});
