import { connect, trainerClientMethods, trainerMethods } from '@convscope/protocol';
import { socketTransport } from '@convscope/protocol/socket';
import type { WebSocket } from 'ws';
import { listEngines } from '../engines/choose.js';
import { openRunFolder } from '../runs/run-folder.js';
import { readSnapshotLayer } from '../runs/snapshots.js';
import { Follower } from './follower.js';
import { answerGreeting } from './greeting.js';
import type { Runs } from './runs.js';

/** Answers one client for as long as its socket is open. */
export function serveClient(options: {
  socket: WebSocket;
  runs: Runs;
  dataFolder: string;
  version: string;
  log: (line: string) => void;
}): void {
  const { socket, runs, dataFolder, version, log } = options;
  const followers = new Map<string, Follower>();
  let gone = false;
  const unfollow = (runId: string) => {
    followers.get(runId)?.dispose();
    followers.delete(runId);
  };

  const client = connect({
    transport: socketTransport(socket),
    local: trainerMethods,
    remote: trainerClientMethods,
    log,
    handlers: {
      'host/hello': (params) => answerGreeting(params, version),
      'engine/list': async () => ({ engines: await listEngines(dataFolder) }),
      'run/start': async (params) => ({ runId: await runs.start(params) }),
      'run/list': async () => ({ runs: await runs.list() }),
      async 'run/follow'({ runId, from }) {
        const runLog = await runs.log(runId);
        if (gone) return {};
        unfollow(runId);
        followers.set(
          runId,
          new Follower(runLog, from, (events) => client.notify('run/events', { runId, events })),
        );
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
      async 'snapshot/read'({ runId, step, layer }) {
        return { weights: await readSnapshotLayer(await openRunFolder(dataFolder, runId), step, layer) };
      },
    },
  });
  client.onClose(() => {
    gone = true;
    for (const runId of followers.keys()) unfollow(runId);
  });
}
