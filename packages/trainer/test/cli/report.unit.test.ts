import assert from 'node:assert/strict';
import { training } from '@convscope/model';
import type { ErrorCode, NewRunEvent } from '@convscope/protocol';
import { Report } from '../../src/cli/report.js';
import { sayIn } from '../../src/cli/texts.js';

const plan = { epochs: 2, batchSize: 50, samples: 100, batches: 2, testSamples: 10 };
const created: NewRunEvent = {
  type: 'created',
  runId: '20261124-093012-net-3f9a',
  lesson: 'net',
  dataset: 'mnist',
  training: training({
    dataset: { name: 'mnist' },
    compile: { optimizer: { className: 'SGD' }, loss: 'categorical_crossentropy', metrics: ['accuracy'] },
    fit: { batchSize: 50, epochs: 2 },
  }),
  model: {},
  seed: 7,
  plan,
  optimizer: { className: 'SGD', learningRate: 0.01 },
};
const engine: NewRunEvent = {
  type: 'engine',
  engine: 'wasm',
  version: '4.22.0',
  device: 'CPU',
  threads: 1,
  parts: 1,
  passedOver: [
    { engine: 'tensorflow', error: { code: 'engine-not-fetched', args: { engine: 'TensorFlow' } } },
  ],
};
const batch: NewRunEvent = {
  type: 'batch',
  step: 1,
  epoch: 0,
  batch: 1,
  samples: 50,
  logs: { loss: 2.5, accuracy: 0.125 },
  learningRate: 0.01,
  samplesPerSecond: 10,
};

/** What a report says of these events, a drawn line with `~` before it. */
function told(
  events: NewRunEvent[],
  options: { plain?: boolean; folder?: string; language?: 'en' | 'ru' } = {},
) {
  const { plain = false, folder = '/home/runs/20261124-093012-net-3f9a', language = 'en' } = options;
  const lines: string[] = [];
  const output = {
    line: (text: string) => lines.push(text),
    transient: (text: string) => lines.push(`~${text}`),
  };
  const report = new Report(
    output,
    { say: sayIn(language), language },
    { folder, plain, fetchOffer: undefined },
  );
  events.forEach((event, n) => report.add({ n, time: 1e12 + n * 1000, ...event }));
  return lines;
}

describe('what a person is told of a run', () => {
  it('says the engine, why not a better one, and at every batch where it stands and how long it takes', () => {
    assert.deepEqual(told([created, engine, batch]), [
      'Run 20261124-093012-net-3f9a, seed 7',
      'Without TensorFlow: TensorFlow is not on this computer yet.',
      'Engine: WebAssembly 4.22.0 · CPU · threads: 1',
      '~━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ epoch 1/2 · batch 1/2 · 50 of 100 images · loss 2.5000 · accuracy 12.50% · ' +
        '10 images/s · 15 s left · WebAssembly CPU',
    ]);
  });

  it('counts to the last batch that is wanted, where that is not the last of an epoch', () => {
    const few: NewRunEvent = { ...created, plan: { ...plan, maxSteps: 2 } };
    const line = told([few, engine, batch]).at(-1) ?? '';
    assert.match(line, /^~━{10}╌{10} /);
    assert.match(line, / · 5 s left · /);
  });

  it('writes into a pipe one line of progress in ten seconds', () => {
    const batches = Array.from({ length: 21 }, () => batch);
    const lines = told([created, engine, ...batches], { plain: true }).filter((line) =>
      line.startsWith('epoch'),
    );
    assert.equal(lines.length, 3);
  });

  it('ends an epoch with Keras’s logs, and the run with the test set and its folder', () => {
    const lines = told([
      created,
      engine,
      {
        type: 'epoch',
        epoch: 0,
        step: 2,
        seconds: 1.25,
        logs: { loss: 1, accuracy: 0.5, val_loss: 2, val_accuracy: 0.25 },
      },
      { type: 'callback', className: 'ReduceLROnPlateau', epoch: 0, learningRate: 0.001 },
      { type: 'exported', file: 'saved_models/net.h5' },
      { type: 'evaluated', samples: 10, logs: { loss: 0.3229, accuracy: 0.9123 } },
      { type: 'ended', state: 'finished', seconds: 9.04 },
    ]);
    assert.deepEqual(lines.slice(-5), [
      'Epoch 1/2 · 1.3 s · loss 1.0000 · accuracy 50.00% · val_loss 2.0000 · val_accuracy 25.00%',
      'Learning rate reduced to 0.001 after epoch 1',
      'Saved /home/runs/20261124-093012-net-3f9a/saved_models/net.h5',
      'Test loss 0.3229, accuracy 91.23%',
      'Finished in 9.0 s with WebAssembly 4.22.0. Kept in /home/runs/20261124-093012-net-3f9a',
    ]);
  });

  it('says a loss that has run away in few digits', () => {
    const logs = { loss: 5.322560361287188e30, accuracy: 0.1 };
    assert.equal(
      told([{ type: 'evaluated', samples: 10, logs }]).at(-1),
      'Test loss 5.3226e+30, accuracy 10.00%',
    );
  });

  it('names the command that goes on after a crash, and not where the run itself is at fault', () => {
    const failed = (code: ErrorCode, args: Record<string, string>) =>
      told([created, { type: 'ended', state: 'failed', error: { code, args }, seconds: 1 }]).at(-1) ?? '';
    assert.match(failed('disk-full', { path: '/a' }), /^Failed: The disk is full.* “convscope resume /);
    assert.doesNotMatch(failed('data-changed', {}), /resume/);
  });

  it('names the command that goes on with a stopped run, wherever its folder is', () => {
    const stopped = (folder: string) =>
      told([created, { type: 'ended', state: 'stopped', seconds: 1 }], { folder }).at(-1);
    assert.match(
      stopped('/home/runs/20261124-093012-net-3f9a') ?? '',
      /“convscope resume 20261124-093012-net-3f9a”/,
    );
    assert.match(stopped(`${process.cwd()}/runs/mine`) ?? '', /“convscope resume runs\/mine”/);
  });

  it('warns once of a loss that is no number any more', () => {
    const diverged = { ...batch, logs: { loss: NaN, accuracy: 0.1 } };
    const lines = told([created, engine, batch, diverged, diverged]);
    assert.equal(lines.filter((line) => line.startsWith('The loss is no longer a number')).length, 1);
  });

  it('speaks Russian', () => {
    const failed: NewRunEvent = {
      type: 'ended',
      state: 'failed',
      seconds: 1,
      error: { code: 'out-of-memory', args: {} },
    };
    for (const line of told([created, engine, failed], { language: 'ru' })) assert.match(line, /[а-яё]/i);
  });
});
