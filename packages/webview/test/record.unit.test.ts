import assert from 'node:assert/strict';
import type { NewRunEvent, RunEvent } from '@convscope/protocol';
import { applyEvent, emptyRecord } from '../src/run/record.js';
import { batchOfStep, progressOf } from '../src/run/progress.js';
import { shortRun } from './support/events.js';

describe('a run told by its events', () => {
  it('is known whole once all events were taken', () => {
    const record = emptyRecord('run');
    for (const event of shortRun()) assert.equal(applyEvent(record, event), 'applied');
    assert.equal(record.model?.totalParams, 545_546);
    assert.deepEqual(record.curve.at, [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]);
    assert.deepEqual(
      record.snapshots.map(({ step }) => step),
      [0, 4, 8],
    );
    assert.deepEqual(record.curve.tracks.loss.validation, [null, null, null, 0.25, null, null, null, 0.125]);
    assert.equal(record.evaluated?.logs.accuracy, 0.9);
    assert.equal(record.ended?.state, 'finished');
  });

  it('takes no event twice', () => {
    const record = emptyRecord('run');
    const events = shortRun();
    for (const event of events) applyEvent(record, event);
    for (const event of events) assert.equal(applyEvent(record, event), 'duplicate');
    assert.equal(record.curve.at.length, 8);
    assert.equal(record.snapshots.length, 3);
  });

  it('refuses an event after a gap and goes on where it was', () => {
    const record = emptyRecord('run');
    const [first, second, third] = shortRun();
    applyEvent(record, first!);
    assert.equal(applyEvent(record, third!), 'gap');
    assert.equal(record.next, 1);
    assert.equal(applyEvent(record, second!), 'applied');
    assert.equal(applyEvent(record, third!), 'applied');
  });

  it('leaves a loss that is no number out of the curve and remembers since when', () => {
    const record = emptyRecord('run');
    for (const event of shortRun()) {
      const isBad = event.type === 'batch' && event.step >= 3;
      applyEvent(record, isBad ? { ...event, logs: { loss: Number.NaN, accuracy: 0.1 } } : event);
    }
    assert.equal(record.divergedAt, 3);
    assert.deepEqual(record.curve.tracks.loss.raw.slice(0, 4), [2.3, 1.15, null, null]);
    assert.equal(record.curve.tracks.loss.smooth[7], null);
  });

  it('takes back what a resumed run does again, and shows the same as one that was never stopped', () => {
    const whole = emptyRecord('run');
    const events = shortRun();
    for (const event of events) applyEvent(whole, event);
    const { plan } = whole.created!;

    const record = emptyRecord('run');
    const take = (event: RunEvent) => applyEvent(record, { ...event, n: record.next });
    const stopAt = (step: number) =>
      events.findIndex((event) => event.type === 'batch' && event.step === step);
    // Cut off after the seventh batch, gone on with from the fifth, in the second epoch.
    events.slice(0, stopAt(7) + 1).forEach(take);
    take({ n: 0, time: 9000, type: 'ended', state: 'stopped', seconds: 1 });
    assert.equal(record.ended?.state, 'stopped');
    take({ n: 0, time: 9500, type: 'resumed', step: 5, epoch: 1, plan, snapshots: [0, 4] });
    assert.deepEqual(record.curve.at, [0.25, 0.5, 0.75, 1, 1.25]);
    assert.deepEqual([record.batch?.step, record.batch?.batch, record.ended], [5, 1, null]);
    assert.equal(progressOf(record)?.at, 1.25);
    events.slice(stopAt(5) + 1).forEach(take);

    assert.deepEqual(record.curve.at, whole.curve.at);
    assert.deepEqual(record.curve.tracks, whole.curve.tracks);
    const steps = (snapshots: typeof record.snapshots) => snapshots.map(({ step }) => step);
    assert.deepEqual(steps(record.snapshots), steps(whole.snapshots));
    assert.equal(record.epochs.length, whole.epochs.length);
    assert.equal(record.ended.state, 'finished');
  });

  it('forgets a validation that is done again, and snapshots that are gone', () => {
    const record = emptyRecord('run');
    for (const event of shortRun()) applyEvent(record, event);
    const { plan } = record.created!;
    const longer = { ...plan, epochs: 5 };
    const place = { step: 4, epoch: 0, snapshots: [4] };
    applyEvent(record, { n: record.next, time: 9500, type: 'resumed', ...place, plan: longer });
    assert.deepEqual(record.curve.at, [0.25, 0.5, 0.75, 1]);
    assert.deepEqual(record.curve.tracks.loss.validations, []);
    assert.deepEqual(record.curve.tracks.loss.validation, [null, null, null, null]);
    assert.deepEqual(
      record.snapshots.map(({ step }) => step),
      [4],
    );
    assert.deepEqual([record.evaluated, record.epochs.length, progressOf(record)?.epochs], [null, 0, 5]);
  });

  it('joins the progress of one phase and knows how long it took', () => {
    const record = emptyRecord('run');
    for (const event of shortRun().slice(0, 6)) applyEvent(record, event);
    const [fetching, loading, training] = record.phases;
    assert.deepEqual([fetching?.received, fetching?.startedAt, fetching?.endedAt], [11_600_000, 1100, 1300]);
    assert.equal(loading?.endedAt, 1500);
    assert.equal(training?.endedAt, null);
  });
});

describe('progress', () => {
  const upTo = (step: number) => {
    const record = emptyRecord('run');
    for (const event of shortRun()) {
      applyEvent(record, event);
      if (event.type === 'batch' && event.step === step) break;
    }
    return record;
  };

  it('is unknown before the first event', () => {
    assert.equal(progressOf(emptyRecord('run')), null);
  });

  it('counts epochs from 1 and images within the epoch', () => {
    const { epoch, epochs, batch, samples, at } = progressOf(upTo(6))!;
    assert.deepEqual([epoch, epochs, batch, samples, at], [2, 2, 2, 256, 1.5]);
  });

  it('takes the speed as the trainer measured it', () => {
    assert.equal(progressOf(upTo(1))!.samplesPerSecond, 1000);
    assert.equal(progressOf(emptyRecord('run'))?.samplesPerSecond ?? null, null);
  });

  /** 3 epochs of 10 batches of 100 images at 1,000 images/s, 2 s of validation after each. */
  const longer = (step: number) => {
    const record = emptyRecord('run');
    const send = (event: NewRunEvent, time: number) =>
      applyEvent(record, { ...event, n: record.next, time: 1000 + time });
    const created = shortRun().find((event) => event.type === 'created')!;
    const plan = { epochs: 3, batchSize: 100, samples: 1000, batches: 10, testSamples: 100 };
    send({ ...created, plan }, 0);
    for (let i = 1; i <= step; i++) {
      const epoch = Math.ceil(i / 10) - 1;
      const batch = i - epoch * 10;
      const start = epoch * 3000;
      if (batch === 1) send({ type: 'phase', phase: 'training' }, start);
      const seen = { samples: batch * 100, logs: { loss: 1 }, learningRate: 0.01, samplesPerSecond: 1000 };
      send({ type: 'batch', step: i, epoch, batch, ...seen }, start + batch * 100);
      if (batch === 10) send({ type: 'phase', phase: 'evaluating' }, start + 1000);
    }
    return { record, send };
  };

  it('tells no time left while the speed is unsteady, then that of all images that are to come', () => {
    assert.equal(progressOf(longer(7).record)!.secondsLeft, null);
    assert.equal(progressOf(longer(8).record)!.secondsLeft?.toFixed(6), '2.200000');
  });

  it('counts the validation after each epoch in, once one is known', () => {
    assert.equal(progressOf(longer(15).record)!.secondsLeft?.toFixed(6), (1.5 + 2 * 2).toFixed(6));
  });

  it('gives an ended run its mean speed, without validation', () => {
    const { record, send } = longer(25);
    send({ type: 'ended', state: 'stopped', seconds: 6.5 }, 9000);
    const { samplesPerSecond, secondsLeft } = progressOf(record)!;
    assert.equal(samplesPerSecond, 1000);
    assert.equal(secondsLeft, null);
  });

  it('knows epoch and batch of a step', () => {
    assert.deepEqual(
      [0, 1, 469, 470, 533].map((step) => Object.values(batchOfStep(step, 469))),
      [
        [1, 0],
        [1, 1],
        [1, 469],
        [2, 1],
        [2, 64],
      ],
    );
  });
});
