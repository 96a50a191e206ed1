import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import 'vscode-jsonrpc/node';
import {
  connect,
  panelHostMethods,
  panelPageMethods,
  type PanelState,
  type RunEvent,
} from '@convscope/protocol';
import { memoryTransports } from '../../protocol/test/support/memory-transport.js';
import { openSession } from '../src/host/session.js';
import { pageState, type AppState } from '../src/state/app-state.js';
import { shortRun } from './support/events.js';

const running: PanelState = {
  language: 'en',
  title: 'LeNet-5',
  trainer: 'this computer',
  lesson: 'lenet5',
  phase: { phase: 'run', runId: 'run' },
  contact: { contact: 'connected' },
};

/** A page and an extension that answers; what was asked is kept. */
function open(first: PanelState, lookedAt?: { runId: string; shown: number }) {
  const [here, there] = memoryTransports();
  const asked: string[] = [];
  const state: AppState = {
    panel: null,
    run: null,
    shown: 'live',
    layer: null,
    tab: 'layer',
    asked: null,
    problem: null,
  };
  const note = (what: string) => {
    asked.push(what);
    return {};
  };
  const host = connect({
    transport: there,
    local: panelHostMethods,
    remote: panelPageMethods,
    handlers: {
      'panel/state': () => first,
      'panel/answer': ({ fetchEngine }) => note(`answer ${fetchEngine}`),
      'panel/again': ({ fetchEngine }) => note(`again ${fetchEngine}`),
      'panel/showLog': () => note('log'),
      'run/follow': ({ from }) => note(`follow ${from}`),
      'run/unfollow': () => note('unfollow'),
      'run/stop': () => note('stop'),
      'snapshot/read': () => ({ weights: [] }),
    },
  });
  const session = openSession({
    transport: here,
    state,
    lookedAt,
    changed: () => {},
    reconnected: () => note('reconnected'),
  });
  const send = (events: readonly RunEvent[], runId = 'run') => {
    host.notify('run/events', { runId, events: [...events] });
    return settle();
  };
  const change = (panel: PanelState) => {
    host.notify('panel/changed', panel);
    return settle();
  };
  return { state, session, asked, send, change };
}

/** Everything is in memory: after some turns of the event loop all messages and their answers have come. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await setImmediate();
};
const events = shortRun();

describe('the page and the extension', () => {
  it('follow a run from its first event', async () => {
    const { state, asked, send } = open(running);
    await settle();
    assert.deepEqual(asked, ['follow 0']);
    assert.equal(pageState(state), 'preparing');
    await send(events.slice(0, 8));
    assert.equal(pageState(state), 'running');
    await send(events.slice(8));
    assert.equal(pageState(state), 'finished');
  });

  it('ask once for what is missing, and take the replay', async () => {
    const { state, asked, send } = open(running);
    await settle();
    await send(events.slice(0, 3));
    await send(events.slice(5, 6));
    await send(events.slice(6, 7));
    assert.deepEqual(asked, ['follow 0', 'follow 3']);
    await send(events.slice(3));
    assert.equal(state.run?.next, events.length);
    assert.equal(state.run.curve.at.length, 8);
  });

  it('go on from the next event when contact is back', async () => {
    const { state, asked, send, change } = open(running);
    await settle();
    await send(events.slice(0, 9));
    await change({ ...running, contact: { contact: 'lost', since: Date.now() } });
    await change(running);
    assert.deepEqual(asked, ['follow 0', 'reconnected', 'follow 9']);
    assert.equal(state.run?.next, 9);
  });

  it('begin anew with another run and take nothing of the old one', async () => {
    const { state, asked, send, change } = open(running);
    await settle();
    await send(events);
    state.shown = 4;
    await change({ ...running, phase: { phase: 'run', runId: 'other' } });
    assert.deepEqual(asked, ['follow 0', 'follow 0']);
    assert.equal(state.shown, 'live');
    await send(events);
    assert.equal(state.run?.next, 0);
  });

  it('look back to where a page before this one did, if the run is the same', async () => {
    const { state, change } = open(running, { runId: 'run', shown: 4 });
    await settle();
    assert.equal(state.shown, 4);
    await change({ ...running, phase: { phase: 'run', runId: 'other' } });
    assert.equal(state.shown, 'live');
    const other = open(running, { runId: 'another', shown: 4 });
    await settle();
    assert.equal(other.state.shown, 'live');
  });

  it('hand on what a person asks for and show that it was asked', async () => {
    const { state, session, asked, send } = open(running);
    await settle();
    await send(events.slice(0, 9));
    session.stop();
    assert.equal(state.asked, 'stop');
    await settle();
    assert.ok(asked.includes('stop'));
    await send([{ n: 9, time: 2000, type: 'ended', state: 'stopped', seconds: 1 }]);
    assert.equal(state.asked, null);
    assert.equal(pageState(state), 'stopped');
  });

  it('answer the question about TensorFlow', async () => {
    const { state, session, asked, change } = open({
      ...running,
      phase: { phase: 'asking', fetchBytes: 274e6 },
    });
    await settle();
    assert.equal(pageState(state), 'asking');
    session.answer(true);
    await settle();
    assert.deepEqual(asked, ['answer true']);
    await change(running);
    assert.equal(state.asked, null);
  });
});
