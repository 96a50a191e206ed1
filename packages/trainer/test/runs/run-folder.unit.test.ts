import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ConvScopeError, NewRunEvent } from '@convscope/protocol';
import { EventLog, eventLogName, readEvents } from '../../src/runs/event-log.js';
import { runName } from '../../src/runs/recipe.js';
import { resumeRun } from '../../src/runs/resume-run.js';
import { createRunFolder, findRun, listRunIds, newRunId, openRunFolder } from '../../src/runs/run-folder.js';
import { openRunLog, runState } from '../../src/runs/run-log.js';
import { writeOwner } from '../../src/runs/run-owner.js';
import { readSnapshot, readSnapshotLayer, writeSnapshot } from '../../src/runs/snapshots.js';
import { tinyLayout as layout, tinyRecipe } from '../support/tiny-recipe.js';

const code = (expected: string) => (error: ConvScopeError) => error.code === expected;
describe('a run folder', () => {
  let dataFolder: string;
  beforeEach(() => (dataFolder = mkdtempSync(path.join(os.tmpdir(), 'convscope-runs-'))));
  afterEach(() => rmSync(dataFolder, { recursive: true }));
  const create = async () => {
    const recipe = tinyRecipe({ runId: 'r1', layout });
    return { ...recipe, folder: await createRunFolder(dataFolder, recipe) };
  };

  it('opens as it was made, only for its user', async () => {
    const run = await create();
    const { folder } = run;
    assert.deepEqual(await openRunFolder(dataFolder, 'r1'), run);
    assert.deepEqual(await listRunIds(dataFolder), ['r1']);
    if (process.platform !== 'win32') assert.equal(statSync(folder).mode & 0o077, 0);
    await assert.rejects(openRunFolder(dataFolder, 'r2'), code('unknown-run'));
  });

  it('names runs so that they sort by time, whatever their network is called', () => {
    const now = new Date('2026-11-24T09:30:12Z');
    assert.match(newRunId('lenet5', now), /^20261124-093012-lenet5-[0-9a-f]{4}$/);
    assert.match(newRunId('../My Net (2).h5', now), /^20261124-093012-my-net-2-h5-[0-9a-f]{4}$/);
    assert.match(newRunId('сеть', now), /^20261124-093012-network-[0-9a-f]{4}$/);
  });

  it('is found by its identifier, a beginning of it, or its folder', async () => {
    for (const runId of ['20261124-a', '20261124-ab', '20261125-a']) {
      await createRunFolder(dataFolder, tinyRecipe({ runId }));
    }
    const found = async (text: string) => (await findRun(dataFolder, text)).runId;
    assert.equal(await found('20261124-a'), '20261124-a', 'whole, though another begins with it');
    assert.equal(await found('20261125'), '20261125-a');
    assert.equal(await found(path.join(dataFolder, 'runs', '20261124-ab')), '20261124-ab');
    await assert.rejects(findRun(dataFolder, '20261124'), code('ambiguous-run'));
    for (const unknown of ['2025', '', dataFolder]) {
      await assert.rejects(findRun(dataFolder, unknown), code('unknown-run'), unknown);
    }
  });

  it('lies where it was asked for, if nothing else does', async () => {
    const out = path.join(dataFolder, 'my', 'run');
    const folder = await createRunFolder(dataFolder, tinyRecipe(), out);
    assert.equal(folder, out);
    assert.equal((await findRun(dataFolder, out)).folder, out);
    await assert.rejects(createRunFolder(dataFolder, tinyRecipe(), out), code('out-not-empty'));
    const file = path.join(dataFolder, 'file');
    writeFileSync(file, '');
    await assert.rejects(createRunFolder(dataFolder, tinyRecipe(), file), /./);
  });

  it('goes to one of those that are told the same folder at once; the others leave it alone', async () => {
    const out = path.join(dataFolder, 'wanted');
    const wishes = ['r1', 'r2', 'r3', 'r4'].map((runId) =>
      createRunFolder(dataFolder, tinyRecipe({ runId }), out).then(
        () => runId,
        (error: unknown) => (error as ConvScopeError).code,
      ),
    );
    const told = await Promise.all(wishes);
    const [winner, ...more] = told.filter((each) => each !== 'out-not-empty');
    assert.deepEqual(more, []);
    assert.equal((await findRun(dataFolder, out)).runId, winner);
    assert.deepEqual(readdirSync(out), ['run.json'], 'nothing else is left behind');
  });

  it('opens runs of the first format, and says so of one that is too new', async () => {
    const { folder } = await create();
    const file = path.join(folder, 'run.json');
    writeFileSync(file, JSON.stringify({ format: 1, runId: 'r1', lesson: 'lenet5', startedAt: 1, layout }));
    const old = await openRunFolder(dataFolder, 'r1');
    assert.equal(runName(old), 'lenet5');
    await assert.rejects(resumeRun(dataFolder, old, { fetchEngine: false }), code('run-not-resumable'));
    writeFileSync(file, JSON.stringify({ format: 3, anything: 'else' }));
    await assert.rejects(openRunFolder(dataFolder, 'r1'), code('run-too-new'));
    writeFileSync(file, '{"format": 2, "runId":');
    await assert.rejects(openRunFolder(dataFolder, 'r1'), code('run-damaged'));
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

  it('tells how it stands by its last event, however long that and the log are', async () => {
    const { folder } = await create();
    assert.equal(await runState(folder), 'failed');
    const log = new EventLog(folder, 0);
    const ended = (reason: string): NewRunEvent => ({
      type: 'ended',
      state: 'stopped',
      error: { code: 'run-crashed', args: { reason } },
      seconds: 1,
    });
    for (const reason of ['short', 'x'.repeat(300_000), '']) {
      log.append(ended(reason));
      assert.equal(await runState(folder), 'stopped', `${reason.length}`);
    }
    log.close();
    appendFileSync(path.join(folder, eventLogName), 'half a line');
    assert.equal(await runState(folder), 'stopped');
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

  it('is followed on where another process resumes it after its end', async () => {
    const { folder } = await create();
    const log = new EventLog(folder, 0);
    log.append({ type: 'phase', phase: 'training' });
    // Nobody trains it and its log has no end: the reader gives it one.
    const followed = await openRunLog(folder);
    assert.equal(followed.events.length, 2);
    const resumed = new Promise<void>((resolve) => {
      const off = followed.onDidAppend(() => {
        if (followed.events.length < 4) return;
        off();
        resolve();
      });
    });
    writeOwner(folder, process.pid);
    log.append({
      type: 'ended',
      state: 'failed',
      error: { code: 'run-interrupted', args: {} },
      seconds: 0,
    });
    log.append({ type: 'phase', phase: 'preparing-engine' });
    log.append({ type: 'ended', state: 'finished', seconds: 1 });
    await resumed;
    assert.deepEqual(followed.events, await readEvents(folder));
    log.close();
  });

  it('ends for whoever follows it, where its log is damaged meanwhile', async () => {
    const { folder } = await create();
    const log = new EventLog(folder, 0);
    log.append({ type: 'phase', phase: 'training' });
    log.close();
    writeOwner(folder, process.pid);
    const followed = await openRunLog(folder);
    const ended = new Promise<void>((resolve) => {
      const off = followed.onDidAppend(() => {
        off();
        resolve();
      });
    });
    appendFileSync(path.join(folder, eventLogName), 'rubbish\n');
    await ended;
    assert.equal(followed.events.at(-1)?.type, 'ended');
  });

  it('is followed while another process trains it', async () => {
    const { folder } = await create();
    const log = new EventLog(folder, 0);
    log.append({ type: 'phase', phase: 'training' });
    writeOwner(folder, process.pid);
    const followed = await openRunLog(folder);
    assert.equal(followed.events.length, 1);
    const appended = new Promise<void>((resolve) => {
      const off = followed.onDidAppend(() => {
        off();
        resolve();
      });
    });
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
    assert.deepEqual((await readSnapshot(run, 3))[0], kernel);
    const file = path.join(run.folder, 'snapshots', 'step-00000003.f32');
    assert.equal(readFileSync(file).length, 8 * 4);
    truncateSync(file, 20);
    await assert.rejects(readSnapshotLayer(run, 3, 'dense'), code('run-damaged'));
  });
});
