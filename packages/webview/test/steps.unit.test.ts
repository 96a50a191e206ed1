import assert from 'node:assert/strict';
import type { NewRunEvent, PanelState } from '@convscope/protocol';
import { applyEvent, emptyRecord } from '../src/run/record.js';
import type { AppState } from '../src/state/app-state.js';
import { numbersFor } from '../src/texts/numbers.js';
import { catalogues } from '../src/texts/texts.js';
import { stepsOf } from '../src/view/step-list.js';
import { shortRun } from './support/events.js';

/** The steps in a phase of the panel, after so many events of a run. */
function steps(phase: PanelState['phase'], numEvents = 0, last?: NewRunEvent) {
  const run = phase.phase === 'run' ? emptyRecord('run') : null;
  for (const event of shortRun().slice(0, numEvents)) if (run) applyEvent(run, event);
  if (run && last) applyEvent(run, { ...last, n: run.next, time: 5000 });
  const contact = { contact: 'connected' } as const;
  const panel: PanelState = { language: 'en', title: '', trainer: 'here', lesson: 'lenet5', phase, contact };
  const state: AppState = {
    panel,
    run,
    shown: 'live',
    layer: null,
    tab: 'layer',
    asked: null,
    problem: null,
  };
  return stepsOf({ state, texts: catalogues.en, numbers: numbersFor('en') });
}

const statuses = (list: ReturnType<typeof steps>) => list.map(({ status }) => status).join(' ');
const running = { phase: 'run', runId: 'run' } as const;

describe('the steps before training', () => {
  it('begin with the trainer', () => {
    assert.equal(statuses(steps({ phase: 'starting' })), 'now later later later');
  });

  it('hold the question whether TensorFlow may be fetched, with its size', () => {
    const list = steps({ phase: 'asking', fetchBytes: 274e6 });
    assert.equal(statuses(list), 'done asking later later');
    assert.deepEqual(
      list.map(({ aside }) => aside),
      ['here', '274 MB', '11.5 MB the first time', '1 epoch'],
    );
    assert.equal(list[2]?.title, 'Load MNIST');
  });

  it('show how much of the images was fetched', () => {
    const list = steps(running, 2);
    assert.equal(statuses(list), 'done later now later');
    assert.equal(list[2]?.title, 'Fetch MNIST');
    assert.equal(list[2].aside, '0.0 of 11.6 MB');
    assert.equal(list[2].share, 0);
    assert.equal(list[3]?.aside, '2 epochs of 4 batches');
  });

  it('name the engine once it is known, and how long the images took', () => {
    const list = steps(running, 6);
    assert.equal(statuses(list), 'done done done later');
    assert.equal(list[1]?.title, 'WebAssembly (TensorFlow.js 4.22) · CPU, 1 thread');
    assert.equal(list[2]?.aside, '0.4 s');
  });

  it('mark a run that failed where it stood, not the training that never began', () => {
    const error = { code: 'download-failed', args: {} } as const;
    const list = steps(running, 3, { type: 'ended', state: 'failed', seconds: 0, error });
    assert.equal(statuses(list), 'done later failed later');
    assert.equal(list[2]?.title, 'Fetch MNIST');
  });

  it('mark where it failed to start', () => {
    const error = { code: 'trainer-not-started', args: { reason: 'EACCES' } } as const;
    assert.equal(statuses(steps({ phase: 'failed', error })), 'failed later later later');
  });
});
