import assert from 'node:assert/strict';
import { maxSnapshots, snapshotSteps } from '../../src/training/snapshot-schedule.js';

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
