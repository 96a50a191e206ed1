import {
  connect,
  panelHostMethods,
  panelPageMethods,
  toWireError,
  type PanelState,
  type RunEvent,
  type Transport,
} from '@convscope/protocol';
import { applyEvent, emptyRecord } from '../run/record.js';
import type { Shown } from '../run/moments.js';
import type { AppState } from '../state/app-state.js';
import type { ReadWeights } from './weights.js';

/** What a person can ask of the extension from the page. Failures become `state.problem`. */
export interface Session {
  stop(): void;
  answer(fetchEngine: boolean): void;
  again(fetchEngine: boolean): void;
  showLog(): void;
  /** Forgets why the last request failed. */
  dismissProblem(): void;
  readWeights: ReadWeights;
}

/**
 * Keeps `state` true: asks the extension what to show, follows the run from the first event it does not have,
 * and asks again where numbers are missing or contact was lost in between.
 */
export function openSession(options: {
  transport: Transport;
  state: AppState;
  /** What a page before this one looked at: shown again if its run is. */
  lookedAt?: { runId: string | null; shown: Shown } | undefined;
  /** Called after each change of `state`; `now` if a person waits for it. */
  changed: (when: 'now' | 'soon') => void;
  /** Called when contact is back: what failed meanwhile may be asked again. */
  reconnected: () => void;
}): Session {
  const { state, changed } = options;
  let { lookedAt } = options;
  const host = connect({
    transport: options.transport,
    local: panelPageMethods,
    remote: panelHostMethods,
    handlers: {
      'panel/changed': show,
      'run/events': ({ runId, events }) => take(runId, events),
    },
    log: (line) => console.warn(line),
  });
  /** Whether a replay was asked for whose first event has not come yet: what comes before it is late. */
  let replaying = false;

  host.request('panel/state', {}).then(show, fail);

  function show(panel: PanelState): void {
    const before = state.panel;
    state.panel = panel;
    if (before?.phase.phase !== panel.phase.phase) state.asked = null;
    const runId = panel.phase.phase === 'run' ? panel.phase.runId : null;
    const isNew = runId !== (state.run?.runId ?? null);
    if (isNew) {
      state.run = runId === null ? null : emptyRecord(runId);
      state.shown = runId !== null && runId === lookedAt?.runId ? lookedAt.shown : 'live';
      lookedAt = undefined;
      state.asked = null;
      state.problem = null;
    }
    const isBack = before?.contact.contact === 'lost' && panel.contact.contact === 'connected';
    if (isBack) {
      state.problem = null;
      options.reconnected();
    }
    if (isNew || isBack) follow();
    changed('now');
  }

  function follow(): void {
    if (!state.run) return;
    const { runId, next } = state.run;
    replaying = true;
    host.request('run/follow', { runId, from: next }).catch((error: unknown) => {
      replaying = false;
      fail(error);
    });
  }

  function take(runId: string, events: readonly RunEvent[]): void {
    const { run } = state;
    if (run?.runId !== runId) return;
    for (const event of events) {
      const applied = applyEvent(run, event);
      if (applied === 'applied') replaying = false;
      if (applied !== 'gap') continue;
      if (!replaying) follow();
      break;
    }
    if (run.ended) state.asked = null;
    changed('soon');
  }

  function fail(error: unknown): void {
    state.problem = toWireError(error);
    state.asked = null;
    changed('now');
  }

  function ask(what: AppState['asked'], request: Promise<unknown>): void {
    state.asked = what;
    state.problem = null;
    request.catch(fail);
    changed('now');
  }

  return {
    stop: () => {
      if (state.run) ask('stop', host.request('run/stop', { runId: state.run.runId }));
    },
    answer: (fetchEngine) => ask('answer', host.request('panel/answer', { fetchEngine })),
    again: (fetchEngine) => ask('again', host.request('panel/again', { fetchEngine })),
    showLog: () => void host.request('panel/showLog', {}).catch(fail),
    dismissProblem: () => {
      state.problem = null;
      changed('now');
    },
    readWeights: async (runId, step, layer) =>
      (await host.request('snapshot/read', { runId, step, layer })).weights,
  };
}
