import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import type { ConvScopeError, NewRunEvent } from '@convscope/protocol';
import { EventLog, eventLogName, readEvents } from '../../src/runs/event-log.js';
import { openRunLog } from '../../src/runs/run-log.js';
import { writeOwner } from '../../src/runs/run-owner.js';
import { createRunFolder, listRunIds, newRunId, openRunFolder } from '../../src/runs/run-folder.js';
import { readSnapshotLayer, writeSnapshot } from '../../src/runs/snapshots.js';

const code = (expected: string) => (error: ConvScopeError) => error.code === expected;
const layout = [
  { layer: 'conv2d', name: 'kernel', shape: [2, 2, 1, 1] },
  { layer: 'conv2d', name: 'bias', shape: [1] },
  { layer: 'dense', name: 'kernel', shape: [1, 3] },
];

describe('a run folder', () => {
  let dataFolder: string;
  beforeEach(() => (dataFolder = mkdtempSync(path.join(os.tmpdir(), 'convscope-runs-'))));
  afterEach(() => rmSync(dataFolder, { recursive: true }));
  const create = () => createRunFolder(dataFolder, { runId: 'r1', lesson: 'lenet5', startedAt: 1, layout });

  it('opens as it was made, only for its user', async () => {
    const { folder } = await create();
    assert.deepEqual((await openRunFolder(dataFolder, 'r1')).layout, layout);
    assert.deepEqual(await listRunIds(dataFolder), ['r1']);
    if (process.platform !== 'win32') assert.equal(statSync(folder).mode & 0o077, 0);
    await assert.rejects(openRunFolder(dataFolder, 'r2'), code('unknown-run'));
  });

  it('names runs so that they sort by time', () => {
    assert.match(
      newRunId('lenet5', new Date('2026-11-24T09:30:12Z')),
      /^20261124-093012-lenet5-[0-9a-f]{4}$/,
    );
  });

  it('numbers events, keeps NaN, and drops the half line of a killed process', async () => {
    const { folder } = await create();
    const log = new EventLog(folder, 0, () => 5);
    const epoch: NewRunEvent = { type: 'epoch', epoch: 0, step: 1, logs: { loss: NaN }, seconds: 1 };
    assert.deepEqual(log.append(epoch), { n: 0, time: 5, ...epoch });
    log.append({ type: 'phase', phase: 'training' });
    log.close();
    appendFileSync(path.join(folder, eventLogName), '{"n":2,"time":5,"type":"pha');
    const events = await readEvents(folder);
    assert.deepEqual(
      events.map(({ n }) => n),
      [0, 1],
    );
    assert.deepEqual(events[0], { n: 0, time: 5, ...epoch });
  });

  it('goes on behind a half line as if it had not been begun', async () => {
    const { folder } = await create();
    const file = path.join(folder, eventLogName);
    const first = new EventLog(folder, 0);
    first.append({ type: 'phase', phase: 'training' });
    first.close();
    appendFileSync(file, '{"n":1,"time":5,"type":"bat');
    const second = new EventLog(folder, 1);
    second.append({ type: 'phase', phase: 'evaluating' });
    second.close();
    assert.deepEqual(
      (await readEvents(folder)).map(({ n }) => n),
      [0, 1],
    );
  });

  it('ends for whoever follows it, though its process never said so', async () => {
    const { folder } = await create();
    const log = new EventLog(folder, 0);
    log.append({ type: 'phase', phase: 'training' });
    // A process that is gone: this one's child, waited for.
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeOwner(folder, pid);
    const { events } = await openRunLog(folder);
    const end = events.at(-1);
    assert.ok(end?.type === 'ended' && end.n === 1);
    assert.deepEqual([end.state, end.error?.code], ['failed', 'run-interrupted']);
    log.close();
  });

  it('is followed while another process trains it', async () => {
    const { folder } = await create();
    const log = new EventLog(folder, 0);
    log.append({ type: 'phase', phase: 'training' });
    writeOwner(folder, process.pid);
    const followed = await openRunLog(folder);
    assert.equal(followed.events.length, 1);
    const appended = new Promise<void>((resolve) => followed.onDidAppend(() => resolve()));
    log.append({ type: 'ended', state: 'finished', seconds: 1 });
    await appended;
    assert.deepEqual(followed.events, await readEvents(folder));
    log.close();
  });

  it('says which event is damaged', async () => {
    const { folder } = await create();
    appendFileSync(path.join(folder, eventLogName), '{"n":0,"time":5,"type":"phase","phase":"dancing"}\n');
    await assert.rejects(
      readEvents(folder),
      (error: ConvScopeError) => error.code === 'run-damaged' && error.message.includes('event 0'),
    );
  });

  it('brings one layer of a snapshot back to the bit', async () => {
    const run = await create();
    const kernel = Float32Array.of(1, -2, 3.5, Math.fround(0.1));
    const values = [kernel, Float32Array.of(7), Float32Array.of(4, 5, 6)];
    await writeSnapshot(
      run.folder,
      3,
      layout.map((weight, index) => ({ ...weight, values: values[index]! })),
    );
    assert.deepEqual(await readSnapshotLayer(run, 3, 'conv2d'), [
      { name: 'kernel', shape: [2, 2, 1, 1], values: kernel },
      { name: 'bias', shape: [1], values: Float32Array.of(7) },
    ]);
    assert.deepEqual((await readSnapshotLayer(run, 3, 'dense'))[0]?.values, Float32Array.of(4, 5, 6));
    await assert.rejects(readSnapshotLayer(run, 4, 'conv2d'), code('unknown-snapshot'));
    await assert.rejects(readSnapshotLayer(run, 3, 'flatten'), code('unknown-layer'));
    const file = path.join(run.folder, 'snapshots', 'step-00000003.f32');
    assert.equal(readFileSync(file).length, 8 * 4);
    truncateSync(file, 20);
    await assert.rejects(readSnapshotLayer(run, 3, 'dense'), code('run-damaged'));
  });
});
