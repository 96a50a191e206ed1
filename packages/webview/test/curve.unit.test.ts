import assert from 'node:assert/strict';
import { createCurve } from '../src/run/curve.js';
import { createSmoother } from '../src/run/smoothing.js';
import { numbersFor } from '../src/texts/numbers.js';
import { axisLabels, axisTicks, lossBounds, namedEpochs } from '../src/view/axes.js';

describe('smoothing', () => {
  it('begins with the first value and keeps a constant', () => {
    const smooth = createSmoother();
    for (let i = 0; i < 5; i++) assert.ok(Math.abs(smooth(2.3)! - 2.3) < 1e-12);
  });

  it('hides no value that is not finite behind the mean of those before', () => {
    const smooth = createSmoother();
    assert.equal(smooth(1), 1);
    assert.equal(smooth(Number.NaN), null);
    assert.equal(smooth(Infinity), null);
    assert.equal(smooth(1), 1);
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
    for (let i = 1; i <= 4; i++) curve.append(i / 4, { loss: 1, accuracy: 0 });
    assert.deepEqual(
      [0, 0.25, 0.6, 1, 9].map((at) => curve.indexAt(at)),
      [-1, 0, 1, 3, 3],
    );
  });

  it('knows the newest validation by a place', () => {
    const curve = createCurve();
    for (let i = 1; i <= 4; i++) {
      curve.append(i / 2, { loss: 1 });
      if (i % 2 === 0) curve.validate({ val_loss: i });
    }
    const known = [-1, 0, 1, 2, 3].map((index) => curve.validationAt('loss', index));
    assert.deepEqual(known, [null, null, 2, 2, 4]);
    // Resumed from a checkpoint after the first epoch's last batch, before its validation.
    curve.rewind(1, 0);
    assert.equal(curve.validationAt('loss', 1), null);
  });

  it('says NaN, not the last healthy value, once a run has diverged', () => {
    const curve = createCurve();
    curve.append(0.5, { loss: 2, accuracy: 0.5 });
    curve.validate({ val_loss: 2 });
    curve.append(1, { loss: Number.NaN, accuracy: 0.5 });
    curve.validate({ val_loss: Number.NaN });
    assert.deepEqual(
      [-1, 0, 1].map((index) => curve.meanAt('loss', index)),
      [null, 2, Number.NaN],
    );
    assert.equal(curve.validationAt('loss', 1), Number.NaN);
    assert.equal(curve.meanAt('accuracy', 1), 0.5);
  });

  it('says nothing of a metric that is not reported', () => {
    const curve = createCurve();
    curve.append(1, { loss: 2 });
    assert.equal(curve.meanAt('accuracy', 0), null);
  });

  it('has no place for a loss of 0 on its logarithmic axis', () => {
    const curve = createCurve();
    curve.append(1, { loss: 0, accuracy: 0 });
    assert.deepEqual([curve.tracks.loss.raw, curve.tracks.accuracy.raw], [[null], [0]]);
  });
});

describe('axes', () => {
  it('mark round losses, never more than can be read', () => {
    assert.deepEqual(axisTicks(0.2, 2.6, 'loss'), [0.2, 0.5, 1, 2]);
    assert.deepEqual(axisTicks(0.0001, 10, 'loss'), [0.0001, 0.001, 0.01, 0.1, 1, 10]);
  });

  it('leave decades out where a loss runs away, and write them short', () => {
    const ticks = axisTicks(0.5, 1e30, 'loss');
    assert.ok(ticks.length <= 6, String(ticks.length));
    assert.deepEqual(axisLabels([1e-7, 0.5, 10, 1e30], 'loss', numbersFor('en')), [
      '1e−7',
      '0.5',
      '10',
      '1e30',
    ]);
  });

  it('name no epoch whose word would touch the last one’s', () => {
    assert.deepEqual(namedEpochs(1), [0, 1]);
    assert.deepEqual(namedEpochs(3), [0, 1, 2, 3]);
    assert.deepEqual(namedEpochs(21), [0, 5, 10, 15, 21]);
    assert.deepEqual(namedEpochs(23), [0, 5, 10, 15, 20, 23]);
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
