import assert from 'node:assert/strict';
import type { NewRunEvent } from '@convscope/protocol';
import { isOver, ProgressMeter } from '../../src/runs/progress.js';
import { batch, created } from '../support/fake-trainer.js';

const numbered = (event: NewRunEvent, n: number) => ({ ...event, n, time: 1 });

describe('ProgressMeter', () => {
  const story: NewRunEvent[] = [
    created('r'),
    { type: 'phase', phase: 'loading-data' },
    batch(5),
    { type: 'phase', phase: 'evaluating' },
    { type: 'ended', state: 'finished', seconds: 1 },
  ];

  it('tells how much of all epochs is done', () => {
    const meter = new ProgressMeter();
    const states = story.map((event, n) => {
      meter.accept(numbered(event, n));
      return `${meter.progress.state} ${meter.progress.fraction}`;
    });
    assert.deepEqual(states, [
      'preparing 0',
      'preparing 0',
      'training 0.5',
      'evaluating 0.5',
      'finished 0.5',
    ]);
    assert.ok(isOver(meter.progress));
  });

  it('goes on where a run was resumed, also with more epochs than before', () => {
    const meter = new ProgressMeter();
    story.forEach((event, n) => meter.accept(numbered(event, n)));
    const [first] = story;
    assert.ok(first?.type === 'created');
    const plan = { ...first.plan, epochs: 4 * first.plan.epochs };
    const step = first.plan.epochs * first.plan.batches;
    const epoch = first.plan.epochs;
    meter.accept(numbered({ type: 'resumed', step, epoch, plan, snapshots: [0] }, story.length));
    assert.deepEqual(meter.progress, {
      state: 'preparing',
      epoch: first.plan.epochs + 1,
      epochs: plan.epochs,
      fraction: 0.25,
    });
    assert.ok(!isOver(meter.progress));
  });

  it('does not go back when a run is followed again from its start', () => {
    const meter = new ProgressMeter();
    story.forEach((event, n) => meter.accept(numbered(event, n)));
    meter.accept(numbered(story[0]!, 0));
    assert.equal(meter.progress.state, 'finished');
  });
});
