import assert from 'node:assert/strict';
import { backoff } from '../../src/trainer/backoff.js';

describe('backoff', () => {
  it('doubles from half a second to half a minute', () => {
    const pauses = [0, 1, 2, 5, 6, 100].map((attempt) => backoff(attempt, () => 0));
    assert.deepEqual(pauses, [500, 1000, 2000, 16_000, 30_000, 30_000]);
  });

  it('takes up to a quarter off by chance', () => {
    assert.equal(
      backoff(1, () => 1),
      750,
    );
  });
});
