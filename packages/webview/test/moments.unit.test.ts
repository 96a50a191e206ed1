import assert from 'node:assert/strict';
import { nearestMoment, neighbourMoment, shownAt, shownSnapshot } from '../src/run/moments.js';
import { applyEvent, emptyRecord } from '../src/run/record.js';
import { wantedWeights } from '../src/host/wanted.js';
import type { AppState } from '../src/state/app-state.js';
import { shortRun } from './support/events.js';

const record = emptyRecord('run');
for (const event of shortRun()) applyEvent(record, event);

describe('looking back', () => {
  it('goes from moment to moment and is live again at the newest', () => {
    assert.equal(neighbourMoment(record, 'live', -1), 4);
    assert.equal(neighbourMoment(record, 4, -1), 0);
    assert.equal(neighbourMoment(record, 0, -1), 0);
    assert.equal(neighbourMoment(record, 4, 1), 'live');
    assert.equal(neighbourMoment(record, 'live', -Infinity), 0);
    assert.equal(neighbourMoment(record, 0, Infinity), 'live');
  });

  it('takes the recorded moment nearest to a place', () => {
    assert.equal(nearestMoment(record, 0.4), 0);
    assert.equal(nearestMoment(record, 1.2), 4);
    assert.equal(nearestMoment(record, 1.9), 'live');
    assert.equal(nearestMoment(emptyRecord('run'), 1), 'live');
  });

  it('shows the weights of the moment, live ones of the newest', () => {
    assert.equal(shownSnapshot(record, 4)?.at, 1);
    assert.equal(shownSnapshot(record, 'live')?.step, 8);
    assert.equal(shownAt(record, 4), 1);
    assert.equal(shownAt(record, 'live'), 2);
  });
});

describe('the weights that are wanted', () => {
  const state: AppState = {
    panel: null,
    run: record,
    shown: 4,
    layer: null,
    tab: 'layer',
    asked: null,
    problem: null,
  };

  it('are first those of the chosen layer, then those of the strip, then the start to compare with', () => {
    assert.deepEqual(wantedWeights(state), [
      { layer: 'conv2d', step: 4 },
      { layer: 'conv2d_1', step: 4 },
      { layer: 'conv2d_2', step: 4 },
      { layer: 'dense_1', step: 4 },
      { layer: 'conv2d', step: 0 },
    ]);
  });

  it('of a large layer only while it is looked at', () => {
    assert.deepEqual(wantedWeights({ ...state, layer: 'dense' })[0], { layer: 'dense', step: 4 });
    const atSummary = wantedWeights({ ...state, layer: 'dense', tab: 'summary' });
    assert.ok(!atSummary.some(({ layer }) => layer === 'dense'));
  });

  it('are none before there is a moment', () => {
    assert.deepEqual(wantedWeights({ ...state, run: emptyRecord('run') }), []);
  });
});
