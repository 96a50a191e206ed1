import {
  connect,
  ConvScopeError,
  panelHostMethods,
  panelPageMethods,
  type PanelState,
  type RunEvent,
  type RunEventOf,
  type Transport,
  type WireError,
} from '@convscope/protocol';
import { weightsAt, type Recording } from './recording.js';

export interface ReplayOptions {
  language: 'en' | 'ru';
  /** `starting`, `asking`, `lost`, `failed`, `start-failed`, `data-failed`, `diverged`, `wasm`, or `running`. */
  state: string;
  /** How many times faster than it happened; 0 shows the moment `upto` and stays there. */
  speed: number;
  /** 0–1: this share of the run is there at once. */
  upto: number;
}

const runId = 'recorded';

/** An extension that replays a recorded run to the page instead of following a trainer. */
export function openReplay(transport: Transport, recording: Recording, options: ReplayOptions): void {
  const events = staged(recording.events, options);
  const isStaged = options.state === 'failed' || options.state === 'data-failed';
  let shown = isStaged ? events.length : Math.round(options.upto * (events.length - 1)) + 1;
  let panel = panelState(options);
  let following = false;

  const page = connect({
    transport,
    local: panelHostMethods,
    remote: panelPageMethods,
    handlers: {
      'panel/state': () => panel,
      'panel/answer': () => run(),
      'panel/again': () => run(),
      'panel/showLog': () => ({}),
      'run/follow': ({ from }) => {
        send(events.slice(from, shown));
        if (!following && options.speed > 0) void play();
        following = true;
        return {};
      },
      'run/unfollow': () => ({}),
      'run/stop': () => {
        const last = events[shown - 1]!;
        const ended: RunEvent = {
          n: last.n + 1,
          time: last.time,
          type: 'ended',
          state: 'stopped',
          seconds: 9.3,
        };
        events.splice(shown, Infinity, ended);
        shown += 1;
        send([ended]);
        return {};
      },
      'snapshot/read': async ({ layer, step }) => {
        await pause(30);
        const weights = weightsAt(recording, layer, step);
        if (!weights) throw new ConvScopeError('unknown-snapshot', { runId, step });
        return { weights };
      },
    },
  });

  function run(): Record<string, never> {
    shown = 1;
    following = false;
    panel = { ...panel, phase: { phase: 'run', runId }, contact: { contact: 'connected' } };
    page.notify('panel/changed', panel);
    return {};
  }

  function send(batch: RunEvent[]): void {
    for (let i = 0; i < batch.length; i += 200)
      page.notify('run/events', { runId, events: batch.slice(i, i + 200) });
  }

  async function play(): Promise<void> {
    while (shown < events.length) {
      const from = events[shown - 1]!.time;
      const due = shown;
      while (shown < events.length && events[shown]!.time - from < 40 * options.speed) shown += 1;
      if (shown === due) shown += 1;
      await pause(40);
      send(events.slice(due, shown));
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function panelState({ language, state }: ReplayOptions): PanelState {
  return {
    language,
    title: 'LeNet-5',
    trainer: language === 'ru' ? 'этот компьютер' : 'this computer',
    lesson: 'lenet5',
    phase: phaseOf(state),
    contact: state === 'lost' ? { contact: 'lost', since: Date.now() - 14_000 } : { contact: 'connected' },
  };
}

function phaseOf(state: string): PanelState['phase'] {
  if (state === 'starting') return { phase: 'starting' };
  if (state === 'asking') return { phase: 'asking', fetchBytes: 274e6 };
  if (state === 'start-failed')
    return { phase: 'failed', error: { code: 'trainer-not-started', args: { reason: 'EACCES' } } };
  return { phase: 'run', runId };
}

/** The recorded events, bent to a state that a recording of a good run does not have. */
function staged(recorded: readonly RunEvent[], { state, upto }: ReplayOptions): RunEvent[] {
  switch (state) {
    case 'wasm':
      return recorded.map((event) => (event.type === 'engine' ? inWasm(event) : event));
    case 'diverged':
      return recorded.map((event) =>
        event.type === 'batch' && event.step > 100 ? { ...event, logs: { loss: NaN, accuracy: 0.1 } } : event,
      );
    case 'failed':
      return ending(recorded.slice(0, Math.round(upto * (recorded.length - 1)) + 1), {
        code: 'out-of-memory',
        args: {},
      });
    case 'data-failed': {
      const fetching = { phase: 'fetching-data', received: 3_200_000, total: 11_496_804 } as const;
      const start = recorded.slice(0, 3);
      const { n, time } = start.at(-1)!;
      const args = { what: 'MNIST', reason: 'ENOTFOUND', tool: 'npm' };
      const error = { code: 'download-failed', args } as const;
      return ending([...start, { n: n + 1, time, type: 'phase', ...fetching }], error);
    }
    default:
      return [...recorded];
  }
}

function ending(events: RunEvent[], error: WireError): RunEvent[] {
  const { n, time } = events.at(-1)!;
  return [...events, { n: n + 1, time, type: 'ended', state: 'failed', seconds: 9.3, error }];
}

/** The engine that trains where TensorFlow was not fetched. */
function inWasm(event: RunEventOf<'engine'>): RunEvent {
  const error = { code: 'engine-not-fetched', args: { engine: 'TensorFlow' } } as const;
  const passedOver = [{ engine: 'tensorflow' as const, error }];
  return { ...event, engine: 'wasm', version: '4.22.0', threads: 1, parts: 1, passedOver };
}
