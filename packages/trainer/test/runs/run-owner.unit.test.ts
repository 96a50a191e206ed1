import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ConvScopeError } from '@convscope/protocol';
import { claimRun, runOwner, writeOwner } from '../../src/runs/run-owner.js';

const isBusy = (error: ConvScopeError) => error.code === 'run-busy';

describe('the process that trains a run', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'convscope-owner-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is known while it lives', async () => {
    assert.equal(runOwner(folder), undefined);
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    writeOwner(folder, child.pid!);
    assert.equal(runOwner(folder), child.pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(runOwner(folder), undefined);
  });

  it('is not mistaken for another that got its number later, nor for one before a restart', () => {
    writeOwner(folder, process.pid);
    const file = path.join(folder, 'process.json');
    const owner = JSON.parse(readFileSync(file, 'utf8')) as { bootedAt: number; startedAt?: string };
    if (process.platform === 'linux') {
      writeFileSync(file, JSON.stringify({ ...owner, startedAt: '1' }));
      assert.equal(runOwner(folder), undefined);
    }
    const hourBefore = { ...owner, bootedAt: owner.bootedAt - 3_600_000 };
    writeFileSync(file, JSON.stringify({ ...hourBefore, boot: undefined }));
    assert.equal(runOwner(folder), undefined);
    if (process.platform === 'linux') {
      writeFileSync(file, JSON.stringify({ ...owner, boot: 'another' }));
      assert.equal(runOwner(folder), undefined);
      // The clock was set, and nothing else has happened.
      writeFileSync(file, JSON.stringify(hourBefore));
      assert.equal(runOwner(folder), process.pid);
    }
    writeFileSync(file, 'nonsense');
    assert.equal(runOwner(folder), undefined);
  });

  it('is one at a time', () => {
    claimRun(folder, 'r', () => process.pid);
    let started = false;
    const start = () => {
      started = true;
      return 1;
    };
    assert.throws(() => claimRun(folder, 'r', start), isBusy);
    assert.ok(!started);
  });

  it('takes the place of one that has ended, and of a claim that a killed process left behind', () => {
    writeOwner(folder, spawnSync(process.execPath, ['--version']).pid);
    const claim = path.join(folder, 'process.lock');
    mkdirSync(claim);
    assert.throws(() => claimRun(folder, 'r', () => process.pid), isBusy);
    const before = new Date(Date.now() - 60_000);
    utimesSync(claim, before, before);
    claimRun(folder, 'r', () => process.pid);
    assert.equal(runOwner(folder), process.pid);
    assert.ok(!existsSync(claim));
  });

  it('leaves the run free where it could not be started', () => {
    assert.throws(
      () =>
        claimRun(folder, 'r', () => {
          throw new Error('no memory');
        }),
      /no memory/,
    );
    claimRun(folder, 'r', () => undefined);
    assert.equal(runOwner(folder), undefined);
  });
});
