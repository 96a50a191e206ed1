import assert from 'node:assert/strict';
import 'vscode-jsonrpc/node';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import {
  connect,
  ConvScopeError,
  greet,
  trainerClientMethods,
  trainerMethods,
  type RunEvent,
} from '@convscope/protocol';
import { socketTransport } from '@convscope/protocol/socket';
import { WebSocket, WebSocketServer } from 'ws';
import { serveClient } from '../../src/host/client-connection.js';
import { hostLimits, type HostLimits } from '../../src/host/limits.js';
import { Runs } from '../../src/host/runs.js';
import { scratchHome, type ScratchHome } from '../support/scratch-home.js';

describe('a client of the trainer host', () => {
  let home: ScratchHome;
  let server: WebSocketServer | undefined;
  before(() => (home = scratchHome({ empty: true })));
  afterEach(() => {
    for (const socket of server?.clients ?? []) socket.terminate();
    server?.close();
  });
  after(() => home.remove());

  /** The two ends of a socket that `serveClient` serves, and the client's connection. */
  async function open(limits: Partial<HostLimits> = {}) {
    const http = createServer().listen(0, '127.0.0.1');
    server = new WebSocketServer({ server: http, perMessageDeflate: false });
    server.on('close', () => http.close());
    await once(http, 'listening');
    const socket = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`, {
      perMessageDeflate: false,
    });
    const [[served]] = (await Promise.all([once(server, 'connection'), once(socket, 'open')])) as [
      [WebSocket],
      unknown,
    ];
    const { dataFolder } = home;
    const runs = new Runs({ dataFolder, program: 'none', log: () => {} });
    serveClient({
      socket: served,
      runs,
      dataFolder,
      version: '0.1.0',
      limits: { ...hostLimits, ...limits },
      log: () => {},
    });
    const events: RunEvent[] = [];
    let heard = () => {};
    const connection = connect({
      transport: socketTransport(socket),
      local: trainerClientMethods,
      remote: trainerMethods,
      handlers: {
        'run/events'(more) {
          events.push(...more.events);
          heard();
        },
      },
    });
    const told = (count: number) =>
      new Promise<void>((resolve) => {
        heard = () => events.length >= count && resolve();
        heard();
      });
    return { socket, served, connection, events, told };
  }

  it('that does not greet is sent away', async () => {
    const { socket } = await open({ greeting: 30 });
    const [code] = (await once(socket, 'close')) as [number];
    assert.equal(code, 1008);
  });

  it('is answered nothing before it has greeted, and everything after', async () => {
    const { connection } = await open();
    const isNotGreeted = (error: unknown) => error instanceof ConvScopeError && error.code === 'not-greeted';
    await assert.rejects(connection.request('run/list', {}), isNotGreeted);
    await assert.rejects(connection.request('run/start', { lesson: 'lenet5' }), isNotGreeted);
    await assert.rejects(connection.request('host/hello', { protocol: 99, oldest: 98, client: 'x' }));
    await assert.rejects(connection.request('run/list', {}), isNotGreeted, 'a greeting that failed is none');
    await greet(connection, 'test');
    assert.deepEqual(await connection.request('run/list', {}), { runs: [] });
  });

  it('that reads slowly fills no memory of the host, and misses nothing', async () => {
    const numEvents = 20_000;
    runOnDisk(home.dataFolder, 'long', numEvents);
    const limit = 256 << 10;
    const { socket, served, connection, events, told } = await open({ events: limit, media: limit });
    await greet(connection, 'test');
    let peak = 0;
    let full = () => {};
    const isFull = new Promise<void>((resolve) => (full = resolve));
    const send = served.send.bind(served) as (...args: unknown[]) => void;
    served.send = (...args: unknown[]) => {
      send(...args);
      peak = Math.max(peak, served.bufferedAmount);
      if (peak > limit) full();
    };
    const following = connection.request('run/follow', { runId: 'long', from: 0 });
    socket.pause();
    await isFull;
    const reading = connection.request('snapshot/read', { runId: 'long', step: 1, layer: 'conv2d' });
    socket.resume();
    await Promise.all([following, told(numEvents)]);
    assert.deepEqual((await reading).weights[0]?.values, Float32Array.of(1, 2, 3));
    assert.ok(events.every(({ n }, i) => n === i));
    assert.ok(peak < limit + 400_000, `${peak} bytes were held: the limit and one message`);
  });

  it('that has given up a request to follow is told nothing of it', async () => {
    const numEvents = 5_000;
    runOnDisk(home.dataFolder, 'given-up', numEvents);
    const { connection, events, told } = await open();
    await greet(connection, 'test');
    const controller = new AbortController();
    const following = connection.request(
      'run/follow',
      { runId: 'given-up', from: 0 },
      { signal: controller.signal },
    );
    await connection.request('run/unfollow', { runId: 'given-up' });
    controller.abort();
    await assert.rejects(following, { code: 'cancelled' });
    await connection.request('run/follow', { runId: 'given-up', from: numEvents - 1 });
    await told(1);
    await connection.request('run/list', {});
    assert.deepEqual(
      events.map(({ n }) => n),
      [numEvents - 1],
    );
  });
});

/** A run that is over, of format 1, with events of about 1 KB and one snapshot of three numbers. */
function runOnDisk(dataFolder: string, runId: string, numEvents: number): void {
  const folder = path.join(dataFolder, 'runs', runId);
  mkdirSync(path.join(folder, 'snapshots'), { recursive: true });
  const layout = [{ layer: 'conv2d', name: 'kernel', shape: [3] }];
  writeFileSync(
    path.join(folder, 'run.json'),
    JSON.stringify({ format: 1, runId, lesson: 'lenet5', startedAt: 1, layout }),
  );
  writeFileSync(path.join(folder, 'snapshots', 'step-00000001.f32'), Float32Array.of(1, 2, 3));
  const long = {
    time: 1,
    type: 'engine',
    engine: 'wasm',
    version: '1',
    device: 'x'.repeat(1_000),
    threads: 1,
    parts: 1,
  };
  const lines = Array.from({ length: numEvents - 1 }, (_, n) => JSON.stringify({ n, ...long }));
  lines.push(JSON.stringify({ n: numEvents - 1, time: 1, type: 'ended', state: 'finished', seconds: 1 }));
  writeFileSync(path.join(folder, 'events.jsonl'), `${lines.join('\n')}\n`);
}
