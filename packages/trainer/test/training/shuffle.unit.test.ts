import assert from 'node:assert/strict';
import { shuffledIndices } from '../../src/training/shuffle.js';

describe('shuffledIndices', () => {
  it('holds every number once', () => {
    const sorted = shuffledIndices(1_000, 3, 0).toSorted();
    assert.deepEqual(
      sorted,
      Int32Array.from({ length: 1_000 }, (_, i) => i),
    );
  });

  it('is the same for one seed and epoch, and another for another seed or epoch', () => {
    const order = shuffledIndices(100, 3, 0);
    assert.deepEqual(shuffledIndices(100, 3, 0), order);
    assert.notDeepEqual(shuffledIndices(100, 3, 1), order);
    assert.notDeepEqual(shuffledIndices(100, 4, 0), order);
  });

  it('gives each of the six orders of three about equally often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6_000; seed++) {
      const order = shuffledIndices(3, seed, 0).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    assert.equal(counts.size, 6);
    assert.ok(
      [...counts.values()].every((count) => Math.abs(count - 1_000) < 120),
      String([...counts]),
    );
  });
});
