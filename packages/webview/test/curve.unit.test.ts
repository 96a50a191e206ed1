import assert from 'node:assert/strict';
import { createCurve, lastKnown } from '../src/run/curve.js';
import { createSmoother } from '../src/run/smoothing.js';
import { axisTicks, lossBounds } from '../src/view/axes.js';

describe('smoothing', () => {
  it('begins with the first value and keeps a constant', () => {
    const smooth = createSmoother();
    for (let i = 0; i < 5; i++) assert.ok(Math.abs(smooth(2.3)! - 2.3) < 1e-12);
  });

  it('carries the mean over values that are not finite', () => {
    const smooth = createSmoother();
    assert.equal(smooth(Number.NaN), null);
    const before = smooth(1);
    assert.equal(smooth(Infinity), before);
  });

  it('stays between what it saw and follows a step', () => {
    const smooth = createSmoother();
    smooth(0);
    let last = 0;
    for (let i = 0; i < 40; i++) {
      const next = smooth(1)!;
      assert.ok(next > last && next < 1);
      last = next;
    }
    assert.ok(last > 0.99);
  });
});

describe('the curve', () => {
  it('finds the last batch at a place in the run', () => {
    const curve = createCurve();
    for (let i = 1; i <= 4; i++) curve.append(i / 4, i, { loss: 1, accuracy: 0 });
    assert.deepEqual(
      [0, 0.25, 0.6, 1, 9].map((at) => curve.indexAt(at)),
      [-1, 0, 1, 3, 3],
    );
  });

  it('knows the newest value before a place', () => {
    assert.equal(lastKnown([1, null, 3, null], 1), 1);
    assert.equal(lastKnown([null, null], 1), null);
  });
});

describe('axes', () => {
  it('mark round losses, never more than can be read', () => {
    assert.deepEqual(axisTicks(0.2, 2.6, 'loss'), [0.2, 0.5, 1, 2]);
    assert.deepEqual(axisTicks(0.0001, 10, 'loss'), [0.0001, 0.001, 0.01, 0.1, 1, 10]);
  });

  it('mark quarters of a single epoch and whole epochs of many', () => {
    assert.deepEqual(axisTicks(0, 1, 'epochs'), [0, 0.25, 0.5, 0.75, 1]);
    assert.deepEqual(
      axisTicks(0, 12, 'epochs'),
      [0, 2, 4, 6, 8, 10, 12].filter((tick) => tick % 2 === 0),
    );
  });

  it('only widen around a loss, and take in what validation adds later', () => {
    const bounds = lossBounds();
    const track = { raw: [2.3] as (number | null)[], validation: [null] as (number | null)[] };
    const [, high] = bounds(track);
    assert.ok(high > 2.3);
    track.raw.push(1);
    track.validation.push(null);
    bounds(track);
    track.validation[1] = 0.1;
    const [low, still] = bounds(track);
    assert.ok(low < 0.1);
    assert.equal(still, high);
  });
});
