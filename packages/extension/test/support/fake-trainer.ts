import 'vscode-jsonrpc/node';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  connect,
  ConvScopeError,
  protocolVersions,
  trainerClientMethods,
  trainerMethods,
  type Connection,
  type EngineState,
  type Handlers,
  type HostFile,
  type NewRunEvent,
  type RunEvent,
} from '@convscope/protocol';
import { socketTransport } from '@convscope/protocol/socket';
import { WebSocketServer } from 'ws';

type Client = Connection<typeof trainerClientMethods>;

/** A trainer host on a real socket whose runs are whatever a test says, for what a real one cannot be made to do. */
export interface FakeTrainer {
  readonly host: HostFile;
  /** Every request in order: `run/follow`. */
  readonly asked: { method: string; params: unknown }[];
  engines: EngineState[];
  protocol: number;
  /** Adds to a run's log, and tells its followers. */
  push(runId: string, ...events: NewRunEvent[]): void;
  /** Tells followers something that is in no log. */
  sendRaw(runId: string, events: RunEvent[]): void;
  /** As when the process dies. */
  dropConnections(): void;
  close(): Promise<void>;
}

const token = 'a-token-of-the-fake-trainer-0123456789';

export async function startFakeTrainer(): Promise<FakeTrainer> {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const logs = new Map<string, RunEvent[]>();
  const followers = new Map<Client, Set<string>>();
  const tell = (runId: string, events: RunEvent[]) => {
    for (const [client, runs] of followers)
      if (runs.has(runId) && events.length > 0) client.notify('run/events', { runId, events });
  };

  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (request.headers.authorization !== `Bearer ${token}`) {
      socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const handlers = record(answers(() => client));
      const client = connect({
        transport: socketTransport(webSocket),
        local: trainerMethods,
        handlers,
        remote: trainerClientMethods,
      });
      followers.set(client, new Set());
      client.onClose(() => followers.delete(client));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const fake: FakeTrainer = {
    host: { url: `ws://127.0.0.1:${port}`, token, pid: process.pid, version: '0.1.0' },
    asked: [],
    engines: [{ engine: 'wasm', state: 'ready' }],
    protocol: protocolVersions.newest,
    push(runId, ...events) {
      const log = logs.get(runId) ?? [];
      logs.set(runId, log);
      const numbered = events.map((event, i) => ({ ...event, n: log.length + i, time: 1 }));
      log.push(...numbered);
      tell(runId, numbered);
    },
    sendRaw: tell,
    dropConnections: () => sockets.clients.forEach((socket) => socket.terminate()),
    async close() {
      fake.dropConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function answers(client: () => Client): Handlers<typeof trainerMethods> {
    const log = (runId: string) => {
      const found = logs.get(runId);
      if (!found) throw new ConvScopeError('unknown-run', { runId });
      return found;
    };
    return {
      'host/hello': () => ({
        protocol: fake.protocol,
        version: '0.1.0',
        pid: process.pid,
        node: process.version,
        platform: process.platform,
      }),
      'engine/list': () => ({ engines: fake.engines }),
      'run/start': ({ lesson }) => {
        const runId = `run-${logs.size + 1}`;
        fake.push(runId, created(runId, lesson));
        return { runId };
      },
      'run/list': () => ({
        runs: [...logs.keys()].map((runId) => ({
          runId,
          lesson: 'lenet5',
          state: 'running' as const,
          startedAt: 1,
        })),
      }),
      'run/follow': ({ runId, from }) => {
        followers.get(client())?.add(runId);
        const events = log(runId).slice(from);
        if (events.length > 0) client().notify('run/events', { runId, events });
        return {};
      },
      'run/unfollow': ({ runId }) => {
        followers.get(client())?.delete(runId);
        return {};
      },
      'run/stop': ({ runId }) => {
        fake.push(runId, { type: 'ended', state: 'stopped', seconds: 1 });
        return {};
      },
      'snapshot/read': ({ runId }) => {
        log(runId);
        return { weights: [{ name: 'kernel', shape: [2], values: new Float32Array([1, 2]) }] };
      },
    };
  }

  function record(handlers: Handlers<typeof trainerMethods>): Handlers<typeof trainerMethods> {
    return Object.fromEntries(
      Object.entries(handlers).map(([method, handler]) => [
        method,
        (params: never, signal: AbortSignal) => {
          fake.asked.push({ method, params });
          return handler(params, signal);
        },
      ]),
    ) as Handlers<typeof trainerMethods>;
  }

  return fake;
}

export const created = (runId: string, lesson = 'lenet5'): NewRunEvent => ({
  type: 'created',
  runId,
  lesson,
  dataset: 'mnist',
  model: {},
  seed: 1,
  plan: { epochs: 1, batchSize: 128, samples: 1280, batches: 10, testSamples: 100 },
  optimizer: { className: 'SGD', learningRate: 0.01 },
});

export const batch = (step: number, loss = 1): NewRunEvent => ({
  type: 'batch',
  step,
  epoch: 0,
  batch: step,
  samples: step * 128,
  logs: { loss, accuracy: 0.5 },
  learningRate: 0.01,
  samplesPerSecond: 1000,
});
