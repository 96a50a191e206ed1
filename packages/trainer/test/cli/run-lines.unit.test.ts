import assert from 'node:assert/strict';
import { runEvent, type RunEvent } from '@convscope/protocol';
import { jsonLine, runLines } from '../../src/cli/run-lines.js';

const at = { n: 3, time: 1_700_000_000_000 };
const lines = (events: object[]) => {
  const line = runLines({ folder: '/runs/a', language: 'en' });
  return events.map(
    (event, n) => JSON.parse(jsonLine(line(runEvent.parse({ ...at, n, ...event })))) as object,
  );
};

describe('what --json prints of a run', () => {
  it('has the logs of a batch and of an epoch beside their other fields', () => {
    const batch = { step: 1, epoch: 0, batch: 1, samples: 128, learningRate: 0.01, samplesPerSecond: 900 };
    const epoch = { epoch: 0, step: 40, seconds: 2 };
    const logs = { loss: 0.5, accuracy: 0.75 };
    assert.deepEqual(
      lines([
        { type: 'batch', ...batch, logs },
        { type: 'epoch', ...epoch, logs: { ...logs, val_loss: 0.25, val_accuracy: 1 } },
      ]),
      [
        { ...at, n: 0, type: 'batch', ...batch, ...logs },
        { ...at, n: 1, type: 'epoch', ...epoch, ...logs, val_loss: 0.25, val_accuracy: 1 },
      ],
    );
  });

  it('ends with the status, what the test set said, and the folder', () => {
    const [, end] = lines([
      { type: 'evaluated', samples: 10_000, logs: { loss: 0.3, accuracy: 0.91 } },
      { type: 'ended', state: 'finished', seconds: 9 },
    ]);
    assert.deepEqual(end, {
      ...at,
      n: 1,
      type: 'end',
      status: 'finished',
      test_loss: 0.3,
      test_accuracy: 0.91,
      seconds: 9,
      run: '/runs/a',
    });
  });

  it('says of a failure its code and its sentence', () => {
    const error = { code: 'disk-full', args: { path: '/runs/a' } };
    const [end] = lines([{ type: 'ended', state: 'failed', error, seconds: 1 }]) as [
      { status: string; error: { code: string; message: string } },
    ];
    assert.equal(end.status, 'failed');
    assert.equal(end.error.code, 'disk-full');
    assert.match(end.error.message, /^The disk is full: \/runs\/a could not be written/);
  });

  it('forgets a test that was before the training went on', () => {
    const plan = { epochs: 2, batchSize: 32, samples: 320, batches: 10, testSamples: 100 };
    const [, , end] = lines([
      { type: 'evaluated', samples: 100, logs: { loss: 0.3, accuracy: 0.91 } },
      { type: 'resumed', step: 10, epoch: 1, plan, snapshots: [0, 10] },
      { type: 'ended', state: 'stopped', seconds: 9 },
    ]);
    assert.ok(end && !('test_loss' in end));
  });

  it('writes numbers that JSON has not as words', () => {
    const event: RunEvent = { ...at, type: 'evaluated', samples: 1, logs: { loss: NaN, accuracy: Infinity } };
    const line = jsonLine(runLines({ folder: '/runs/a', language: 'en' })(event));
    assert.match(line, /"loss":"NaN","accuracy":"Infinity"/);
    assert.equal(line.split('\n').length, 2, 'one line');
  });
});
