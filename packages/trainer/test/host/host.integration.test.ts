import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { ConvScopeError, hostFileName, runEvent, type RunEvent } from '@convscope/protocol';
import { WebSocket } from 'ws';
import { readEvents } from '../../src/runs/event-log.js';
import { openRunLog } from '../../src/runs/run-log.js';
import { scratchHome, type ScratchHome } from '../support/scratch-home.js';
import { TrainerClient } from '../support/trainer-client.js';
import { startProgram, startTrainerHost } from '../support/trainer-program.js';

const code = (expected: string) => (error: unknown) =>
  error instanceof ConvScopeError && error.code === expected;
const wasmRun = { lesson: 'lenet5', engine: 'wasm', seed: 1 } as const;

describe('the trainer host', () => {
  let home: ScratchHome;
  let host: Awaited<ReturnType<typeof startTrainerHost>>;
  let client: TrainerClient;

  before(async () => {
    home = scratchHome();
    host = await startTrainerHost(home.dataFolder);
    client = await TrainerClient.open(host.address);
  });
  after(async () => {
    host.child.kill('SIGTERM');
    await host.exitCode;
    assert.equal(
      existsSync(path.join(home.dataFolder, hostFileName)),
      false,
      'the host file goes with the host',
    );
    home.remove();
  });

  const startRun = async () => (await client.connection.request('run/start', wasmRun)).runId;
  const logOf = (runId: string): RunEvent[] =>
    readFileSync(path.join(home.dataFolder, 'runs', runId, 'events.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => runEvent.parse(JSON.parse(line)));

  it('can only be found by its user', () => {
    if (process.platform === 'win32') return;
    assert.equal(statSync(path.join(home.dataFolder, hostFileName)).mode & 0o077, 0);
  });

  it('is one per data folder: a second one names the first and ends', async () => {
    const second = startProgram(['serve', '--json'], { CONVSCOPE_HOME: home.dataFolder });
    assert.deepEqual(JSON.parse((await second.lines.next()).value as string), {
      type: 'already',
      url: host.address.url,
      pid: host.address.pid,
    });
    assert.equal(await second.exitCode, 0);
  });

  it('closes on a frame that is no message, and serves the others on', async () => {
    const socket = new WebSocket(host.address.url, {
      headers: { authorization: `Bearer ${host.address.token}` },
    });
    await once(socket, 'open');
    socket.send(Buffer.from([0xff, 0x00, 0x13]));
    await once(socket, 'close');
    assert.ok((await client.connection.request('run/list', {})).runs);
  });

  it('says what it cannot do in sentences', async () => {
    const { connection } = client;
    await assert.rejects(connection.request('run/start', { lesson: 'resnet' }), code('unknown-lesson'));
    await assert.rejects(
      connection.request('run/start', { lesson: 'vertical-line' }),
      code('lesson-not-trained'),
    );
    await assert.rejects(
      connection.request('run/follow', { runId: 'no-such-run', from: 0 }),
      code('unknown-run'),
    );
    await assert.rejects(
      connection.request('run/follow', { runId: '../../etc', from: 0 }),
      code('invalid-message'),
    );
    await assert.rejects(
      connection.request('host/hello', { protocol: 99, client: 'future' }),
      code('version-mismatch'),
    );
  });

  it('trains, tells everything once and in order, shows a snapshot, and stops when asked', async () => {
    const runId = await startRun();
    await client.connection.request('run/follow', { runId, from: 0 });
    await client.waitFor(runId, 'batch', ({ step }) => step >= 3);
    const { weights } = await client.connection.request('snapshot/read', { runId, step: 1, layer: 'conv2d' });
    assert.deepEqual(
      weights.map(({ name, shape }) => [name, shape]),
      [
        ['kernel', [5, 5, 1, 6]],
        ['bias', [6]],
      ],
    );
    assert.ok(weights[0]!.values.every(Number.isFinite));
    assert.equal((await client.connection.request('run/list', {})).runs[0]?.state, 'running');
    await client.connection.request('run/stop', { runId });
    assert.equal((await client.waitFor(runId, 'ended')).state, 'stopped');
    const events = client.eventsOf(runId);
    assert.deepEqual(
      events.map(({ n }) => n),
      events.map((_event, index) => index),
    );
    assert.deepEqual(events, logOf(runId), 'what was told is what was written');
    const lastStep = events.findLast((event) => event.type === 'batch')?.step;
    assert.equal(
      events.findLast((event) => event.type === 'snapshot')?.step,
      lastStep,
      'nothing trained is lost',
    );
    assert.equal((await client.connection.request('run/list', {})).runs[0]?.state, 'stopped');
    await client.connection.request('run/stop', { runId });
  });

  it('goes on when a client is cut off, which then gets the rest without a gap', async () => {
    const runId = await startRun();
    const first = await TrainerClient.open(host.address);
    await first.connection.request('run/follow', { runId, from: 0 });
    await first.waitFor(runId, 'batch', ({ step }) => step >= 2);
    first.cut();
    const heard = first.eventsOf(runId);
    const again = await TrainerClient.open(host.address);
    await again.connection.request('run/follow', { runId, from: heard.length });
    await again.waitFor(runId, 'batch', ({ step }) => step >= 5);
    await again.connection.request('run/stop', { runId });
    await again.waitFor(runId, 'ended');
    assert.deepEqual([...heard, ...again.eventsOf(runId)], logOf(runId));
    again.close();
  });

  it('tells of a run of its own on, when a terminal resumes it', async () => {
    const runId = await startRun();
    await client.connection.request('run/follow', { runId, from: 0 });
    await client.waitFor(runId, 'batch', ({ step }) => step >= 2);
    await client.connection.request('run/stop', { runId });
    const first = await client.waitFor(runId, 'ended');
    const terminal = startProgram(['resume', runId, '--json'], { CONVSCOPE_HOME: home.dataFolder });
    const resumed = await client.waitFor(runId, 'resumed');
    assert.equal(resumed.n, first.n + 1);
    assert.equal((await client.connection.request('run/list', {})).runs[0]?.state, 'running');
    await client.waitFor(runId, 'batch', ({ n }) => n > resumed.n);
    terminal.child.kill('SIGTERM');
    const last = await client.waitFor(runId, 'ended', ({ n }) => n > resumed.n);
    assert.equal(last.state, 'stopped');
    await terminal.exitCode;
    assert.deepEqual(client.eventsOf(runId), logOf(runId));
    assert.equal((await client.connection.request('run/list', {})).runs[0]?.state, 'stopped');
  });

  it('turns a run whose process is killed into a failed one, and lives on', async () => {
    const runId = await startRun();
    await client.connection.request('run/follow', { runId, from: 0 });
    await client.waitFor(runId, 'batch');
    process.kill(pidOfRun(host.stderr, runId), 'SIGKILL');
    const { state, error } = await client.waitFor(runId, 'ended');
    assert.equal(state, 'failed');
    assert.deepEqual(error, { code: 'run-crashed', args: { reason: 'SIGKILL' } });
    assert.deepEqual(client.eventsOf(runId), logOf(runId));
  });
});

describe('a host that is told to end', () => {
  it('ends its runs gently, and itself with them', async () => {
    const home = scratchHome();
    const host = await startTrainerHost(home.dataFolder);
    const client = await TrainerClient.open(host.address);
    const { runId } = await client.connection.request('run/start', wasmRun);
    await client.connection.request('run/follow', { runId, from: 0 });
    await client.waitFor(runId, 'batch');
    host.child.kill('SIGINT');
    assert.equal(await host.exitCode, 0);
    const last = (await readEvents(path.join(home.dataFolder, 'runs', runId))).at(-1);
    assert.ok(last?.type === 'ended' && last.state === 'stopped');
    home.remove();
  });

  it('is not kept by a peer that was refused and does not hang up', async () => {
    const home = scratchHome();
    const host = await startTrainerHost(home.dataFolder);
    const peer = connect({
      port: Number(new URL(host.address.url).port),
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
    peer.on('error', () => {}).write('GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await once(peer, 'data');
    host.child.kill('SIGTERM');
    assert.equal(await host.exitCode, 0);
    peer.destroy();
    home.remove();
  });

  it('does not stay where it cannot be found', async () => {
    const program = startProgram(['serve', '--json'], { CONVSCOPE_HOME: '/dev/null/home' });
    assert.equal(await program.exitCode, 1);
    assert.match(program.stderr(), /cannot be written to/);
  });
});

describe('hosts that start at once over a stale file', () => {
  it('agree on one', async () => {
    const home = scratchHome();
    const stale = { url: 'ws://127.0.0.1:9', token: 'x'.repeat(43), pid: 1, version: '0.0.0' };
    writeFileSync(path.join(home.dataFolder, hostFileName), JSON.stringify(stale));
    const programs = [1, 2, 3].map(() =>
      startProgram(['serve', '--json'], { CONVSCOPE_HOME: home.dataFolder }),
    );
    const said = await Promise.all(
      programs.map(
        async ({ lines }) =>
          JSON.parse((await lines.next()).value as string) as { type: string; url: string },
      ),
    );
    assert.deepEqual(said.map(({ type }) => type).sort(), ['already', 'already', 'listening']);
    assert.equal(new Set(said.map(({ url }) => url)).size, 1);
    for (const { child } of programs) child.kill('SIGTERM');
    await Promise.all(programs.map(({ exitCode }) => exitCode));
    home.remove();
  });
});

describe('a host that dies', () => {
  it('takes its run to a clean end, and its stale file does not keep the next host from starting', async () => {
    const home = scratchHome();
    const host = await startTrainerHost(home.dataFolder);
    const client = await TrainerClient.open(host.address);
    const { runId } = await client.connection.request('run/start', wasmRun);
    await client.connection.request('run/follow', { runId, from: 0 });
    await client.waitFor(runId, 'batch');
    const ended = runEnded(home.dataFolder, runId);
    host.child.kill('SIGKILL');
    await host.exitCode;
    await ended;

    const next = await startTrainerHost(home.dataFolder);
    const again = await TrainerClient.open(next.address);
    await again.connection.request('run/follow', { runId, from: 0 });
    assert.equal((await again.waitFor(runId, 'ended')).state, 'stopped');
    again.close();
    next.child.kill('SIGTERM');
    await next.exitCode;
    home.remove();
  });
});

/** The host logs which process a run is. */
function pidOfRun(stderr: () => string, runId: string): number {
  const match = new RegExp(`run ${runId} started, process (\\d+)`).exec(stderr());
  assert.ok(match, stderr());
  return Number(match[1]);
}

/** Ends when the run's log has its last event; the process that writes it is not ours any more. */
async function runEnded(dataFolder: string, runId: string): Promise<void> {
  const log = await openRunLog(path.join(dataFolder, 'runs', runId));
  const isOver = () => log.events.at(-1)?.type === 'ended';
  await new Promise<void>((resolve) => {
    if (isOver()) resolve();
    log.onDidAppend(() => isOver() && resolve());
  });
}
