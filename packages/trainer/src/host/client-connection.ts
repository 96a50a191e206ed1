import {
  connect,
  ConvScopeError,
  trainerClientMethods,
  trainerMethods,
  type RunEvent,
} from '@convscope/protocol';
import { socketTransport } from '@convscope/protocol/socket';
import type { WebSocket } from 'ws';
import { listEngines } from '../engines/choose.js';
import { openRunFolder } from '../runs/run-folder.js';
import { readSnapshotLayer } from '../runs/snapshots.js';
import { Follower } from './follower.js';
import { answerGreeting } from './greeting.js';
import type { HostLimits } from './limits.js';
import { MediaQueue } from './media-queue.js';
import type { Runs } from './runs.js';

/** RFC 6455: against the rules. */
const policyViolation = 1008;

/** Answers one client for as long as its socket is open. */
export function serveClient(options: {
  socket: WebSocket;
  runs: Runs;
  dataFolder: string;
  version: string;
  limits: HostLimits;
  log: (line: string) => void;
}): void {
  const { socket, runs, dataFolder, version, limits, log } = options;
  const transport = socketTransport(socket, { maxPending: limits.connection });
  const followers = new Map<string, Follower>();
  const media = new MediaQueue(() => transport.pending <= limits.media);
  let greeted = false;
  const tooLate = setTimeout(() => socket.close(policyViolation, 'no greeting'), limits.greeting);
  const unfollow = (runId: string) => {
    followers.get(runId)?.dispose();
    followers.delete(runId);
  };

  const client = connect({
    transport,
    local: trainerMethods,
    remote: trainerClientMethods,
    log,
    admit(method) {
      if (!greeted && method !== 'host/hello') throw new ConvScopeError('not-greeted', { method });
    },
    handlers: {
      'host/hello'(params) {
        const greeting = answerGreeting(params, version);
        greeted = true;
        clearTimeout(tooLate);
        return greeting;
      },
      'engine/list': async (_params, signal) => ({ engines: await listEngines(dataFolder, signal) }),
      'run/start': async (params) => ({ runId: await runs.start(params) }),
      'run/list': async () => ({ runs: await runs.list() }),
      async 'run/follow'({ runId, from }, signal) {
        const runLog = await runs.log(runId);
        if (signal.aborted) return {};
        unfollow(runId);
        const sink = {
          isClear: () => transport.pending <= limits.events,
          send: (events: RunEvent[]) => client.notify('run/events', { runId, events }),
        };
        followers.set(runId, new Follower(runLog, from, sink));
        return {};
      },
      'run/unfollow'({ runId }) {
        unfollow(runId);
        return {};
      },
      async 'run/stop'({ runId }) {
        await runs.stop(runId);
        return {};
      },
      'snapshot/read': ({ runId, step, layer }, signal) =>
        media.take(signal, async () => ({
          weights: await readSnapshotLayer(await openRunFolder(dataFolder, runId), step, layer),
        })),
    },
  });
  transport.onDidSend(() => {
    media.goOn();
    for (const follower of followers.values()) follower.goOn();
  });
  client.onClose(() => {
    clearTimeout(tooLate);
    for (const runId of followers.keys()) unfollow(runId);
  });
}
