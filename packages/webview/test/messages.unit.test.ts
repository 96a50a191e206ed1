import assert from 'node:assert/strict';
import type { NewRunEvent, PanelState, RunEvent, WireError } from '@convscope/protocol';
import type { Session } from '../src/host/session.js';
import { applyEvent, emptyRecord } from '../src/run/record.js';
import type { AppState } from '../src/state/app-state.js';
import { numbersFor } from '../src/texts/numbers.js';
import { catalogues } from '../src/texts/texts.js';
import { messagesOf } from '../src/view/message-list.js';
import { shortRun } from './support/events.js';

const connected = { contact: 'connected' } as const;
const session: Session = {
  stop: () => {},
  answer: () => {},
  again: () => {},
  showLog: () => {},
  dismissProblem: () => {},
  readWeights: () => Promise.resolve([]),
};

interface Situation {
  contact?: PanelState['contact'];
  problem?: WireError;
  /** How many of the short run's events have come, and one that came after them. */
  numEvents?: number;
  last?: NewRunEvent;
  /** Why TensorFlow was passed over. */
  passedOver?: WireError;
  bend?: (event: RunEvent) => RunEvent;
}

function messages(situation: Situation) {
  const {
    contact = connected,
    problem = null,
    numEvents,
    last,
    passedOver,
    bend = (event: RunEvent): RunEvent => event,
  } = situation;
  const run = emptyRecord('run');
  for (const event of shortRun().slice(0, numEvents).map(bend)) {
    const error = passedOver && { passedOver: [{ engine: 'tensorflow' as const, error: passedOver }] };
    applyEvent(run, event.type === 'engine' ? { ...event, ...error } : event);
  }
  if (last) applyEvent(run, { ...last, n: run.next, time: 5000 });
  const phase = { phase: 'run', runId: 'run' } as const;
  const panel: PanelState = { language: 'en', title: '', trainer: 'here', lesson: 'lenet5', phase, contact };
  const looks = { shown: 'live', layer: null, tab: 'layer', asked: null } as const;
  const state: AppState = { panel, run, problem, ...looks };
  return messagesOf({ state, texts: catalogues.en, numbers: numbersFor('en'), language: 'en', session });
}

const buttons = (list: ReturnType<typeof messages>) => list.map(({ buttons }) => buttons.map(({ id }) => id));
const failed: NewRunEvent = {
  type: 'ended',
  state: 'failed',
  seconds: 1,
  error: { code: 'out-of-memory', args: {} },
};

describe('the messages', () => {
  it('are none while all is well', () => {
    assert.deepEqual(messages({ numEvents: 9 }), []);
  });

  it('offer TensorFlow only where to fetch it can help', () => {
    const offered = (code: WireError['code']) =>
      buttons(messages({ numEvents: 9, passedOver: { code, args: {} } }));
    for (const code of ['engine-not-fetched', 'download-failed', 'cancelled'] as const)
      assert.deepEqual(offered(code), [['use-tensorflow']], code);
    for (const code of ['python-not-found', 'engine-no-build', 'engine-not-available'] as const)
      assert.deepEqual(offered(code), [[]], code);
  });

  it('say of a run that has ended what trained it, not what trains it', () => {
    const passedOver = { code: 'engine-not-fetched', args: {} } as const;
    const title = (situation: Situation) => messages({ ...situation, passedOver })[0]?.title;
    assert.equal(title({ numEvents: 6 }), 'WebAssembly is training.');
    assert.equal(title({ numEvents: 9 }), 'WebAssembly is training, at 1,000 images/s here.');
    assert.match(title({})!, /^WebAssembly trained this network, at [\d,]+ images\/s here\.$/);
    assert.equal(title({ numEvents: 6, last: { type: 'ended', state: 'stopped', seconds: 0 } }), undefined);
  });

  it('name batches as the header counts them: within their epoch', () => {
    const [lost] = messages({ numEvents: 15, contact: { contact: 'lost', since: Date.now() - 14_000 } });
    assert.equal(lost?.title, 'Contact with the trainer (here) was lost 14 s ago.');
    assert.match(lost.detail, /up to batch 2 of epoch 2;/);
    const [diverged] = messages({
      bend: (event) =>
        event.type === 'batch' && event.step >= 5 ? { ...event, logs: { loss: Number.NaN } } : event,
    });
    assert.equal(diverged?.title, 'The loss is no longer a number since batch 1 of epoch 2.');
  });

  it('have each button once', () => {
    const problem = { code: 'timeout', args: {} } as const;
    assert.deepEqual(buttons(messages({ numEvents: 9, last: failed, problem })), [['again', 'show-log'], []]);
    assert.deepEqual(buttons(messages({ numEvents: 3, last: failed, problem })), [[]]);
  });

  it('are said at once where something went wrong', () => {
    assert.deepEqual(
      messages({ numEvents: 9, last: failed }).map(({ alert }) => alert),
      [true],
    );
  });
});
