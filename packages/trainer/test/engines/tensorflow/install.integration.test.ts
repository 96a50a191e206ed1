import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findTensorFlow } from '../../../src/engines/tensorflow/find.js';
import { installTensorFlow } from '../../../src/engines/tensorflow/install.js';
import { runModule, runScript } from '../../../src/engines/tensorflow/python.js';
import { libraryNames, releaseFor } from '../../../src/engines/tensorflow/release.js';
import {
  forgetTensorFlow,
  readRemembered,
  rememberTensorFlow,
} from '../../../src/engines/tensorflow/remembered.js';
import { sharedTensorFlow } from './shared-tensorflow.js';

const release = releaseFor(process.platform, process.arch)!;
const names = libraryNames(process.platform)!;

describe('installing TensorFlow', function () {
  this.timeout(600_000);
  let dataFolder: string;
  /** What to undo. The environment's own object must stay: the C library's is behind it. */
  let changed: Record<string, string | undefined>;
  const setEnvironment = (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) {
      if (!(name in changed)) changed[name] = process.env[name];
      process.env[name] = value;
    }
  };
  beforeEach(() => {
    dataFolder = mkdtempSync(path.join(tmpdir(), 'convscope-test-'));
    changed = {};
  });
  afterEach(() => {
    rmSync(dataFolder, { recursive: true });
    for (const [name, value] of Object.entries(changed)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });
  const left = () => readdirSync(path.join(dataFolder, 'engines'));
  /** An index that is the only one for pip, whatever this machine's settings are. */
  const useIndex = (url: string) => {
    setEnvironment({
      PIP_CONFIG_FILE: devNull,
      PIP_FIND_LINKS: '',
      PIP_EXTRA_INDEX_URL: '',
      PIP_INDEX_URL: url,
      PIP_TRUSTED_HOST: '127.0.0.1',
    });
  };

  it('works, also when two do it at once over what a third left half done', async () => {
    const folder = path.join(dataFolder, 'engines', `tensorflow-${release.version}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, names.cc), 'half of it');
    assert.equal(await findTensorFlow({ dataFolder }), undefined);

    const shares: number[] = [];
    const onProgress = (received: number, total: number) => shares.push(received / total);
    const installed = await Promise.all([
      installTensorFlow({ dataFolder, onProgress }),
      installTensorFlow({ dataFolder, onProgress }),
    ]);
    const found = { libraryFolder: folder, version: release.version };
    assert.deepEqual(installed, [found, found]);
    assert.deepEqual(await findTensorFlow({ dataFolder }), found);
    assert.deepEqual(left(), [path.basename(folder)]);
    assert.equal(shares.at(-1), 1);
    assert.ok(shares.every((share) => share > 0 && share <= 1));

    const framework = openSync(path.join(folder, names.framework), 'r+');
    writeSync(framework, 'x', 10_000_000);
    closeSync(framework);
    assert.equal(await findTensorFlow({ dataFolder }), undefined, 'one wrong byte among 65 million');
    truncateSync(path.join(folder, names.cc), 1000);
    assert.equal(await findTensorFlow({ dataFolder }), undefined, 'half a library is none');
  });

  it('says so where there is no Python with pip', async () => {
    setEnvironment({ PATH: dataFolder });
    await assert.rejects(installTensorFlow({ dataFolder }), { code: 'python-not-found' });
    await assert.rejects(installTensorFlow({ dataFolder, python: '/no/such/python' }), {
      code: 'python-not-found',
    });
    assert.deepEqual(left(), []);
  });

  it('says why, and soon, where the index does not answer', async () => {
    useIndex('http://127.0.0.1:9/simple');
    const from = performance.now();
    await assert.rejects(installTensorFlow({ dataFolder }), {
      code: 'download-failed',
      message: /TensorFlow 2\.21\.0 could not be fetched: the package index did not answer \(.*refused.*pip/,
    });
    assert.ok(performance.now() - from < 20_000);
    assert.deepEqual(left(), []);
  });

  describe('from an index of our own', () => {
    const wheelName = `${release.package}-${release.version}-cp311-none-any.whl`;
    const wheelBytes = 3_000_000;
    let server: Server;
    /** Whether the wheel's second half comes. */
    let complete: boolean;
    beforeEach(async () => {
      server = createServer((request, response) => {
        if (!request.url?.endsWith('.whl')) {
          response.setHeader('content-type', 'text/html');
          response.end(`<a href="/${wheelName}">${wheelName}</a>`);
          return;
        }
        response.setHeader('content-length', wheelBytes);
        response.write(Buffer.alloc(wheelBytes / 2));
        if (complete) setTimeout(() => response.end(Buffer.alloc(wheelBytes / 2)), 600);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      useIndex(`http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`);
    });
    afterEach(() => {
      server.closeAllConnections();
      server.close();
    });

    it('shows how far the download is, and refuses what was not published', async () => {
      complete = true;
      const received: number[] = [];
      await assert.rejects(installTensorFlow({ dataFolder, onProgress: (bytes) => received.push(bytes) }), {
        code: 'download-failed',
        message: /what came is not what was published/,
      });
      assert.ok(
        received.some((bytes) => bytes > 1_000_000 && bytes < 2_000_000),
        `half of it was seen: ${received.join()}`,
      );
      assert.deepEqual(left(), []);
    });

    it('can be cancelled in the middle, and leaves nothing', async () => {
      complete = false;
      const controller = new AbortController();
      const installing = installTensorFlow({
        dataFolder,
        signal: controller.signal,
        onProgress: () => controller.abort(),
      });
      await assert.rejects(installing, { code: 'cancelled' });
      assert.deepEqual(left(), []);
    });
  });
});

describe('finding TensorFlow in the user’s Python', function () {
  this.timeout(600_000);
  let site: string;
  beforeEach(() => (site = mkdtempSync(path.join(tmpdir(), 'convscope-test-'))));
  afterEach(() => {
    rmSync(site, { recursive: true });
    delete process.env['PYTHONPATH'];
  });

  it('takes its libraries where they load, and only when asked', async () => {
    const libraryFolder = path.join(site, 'tensorflow');
    mkdirSync(libraryFolder);
    writeFileSync(path.join(libraryFolder, '__init__.py'), 'raise ImportError("nobody imports it")');
    process.env['PYTHONPATH'] = site;
    const find = (python: boolean) => findTensorFlow({ dataFolder: site, python });
    assert.equal(await find(true), undefined, 'a package without libraries');

    const shared = await sharedTensorFlow();
    for (const name of [names.cc, names.framework]) {
      symlinkSync(path.join(shared, name), path.join(libraryFolder, name));
    }
    const found = await find(true);
    assert.deepEqual({ ...found, python: '' }, { libraryFolder, version: release.version, python: '' });
    const python = found?.python ?? '';
    assert.match(python, /python/);
    assert.equal(await find(false), undefined);

    await rememberTensorFlow(site, { libraryFolder, version: release.version, python });
    delete process.env['PYTHONPATH'];
    assert.deepEqual(await find(false), found, 'once chosen, no Python need be asked');
    rmSync(path.join(libraryFolder, names.cc));
    assert.equal(await find(false), undefined, 'and not where it is gone');
    await forgetTensorFlow(site);
    assert.equal(await readRemembered(site), undefined);
  });
});

describe('a Python script of ours', function () {
  this.timeout(20_000);
  const python = { command: 'python3', args: [] };
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'convscope-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('runs nothing that lies in its working folder', async () => {
    writeFileSync(path.join(folder, 'json.py'), 'print("hijacked")');
    const { stdout } = await runScript(python, 'import json; print(json.dumps([1]))', [], { cwd: folder });
    assert.equal(stdout.trim(), '[1]');
  });

  it('runs a module with its arguments, as -m does', async () => {
    const { stdout } = await runModule(python, 'pip', ['--version'], { cwd: tmpdir() });
    assert.match(stdout, /^pip \d+/);
  });

  it('ends when whoever started it is killed', async () => {
    const module = fileURLToPath(new URL('../../../src/engines/tensorflow/python.ts', import.meta.url));
    const code = `
      import { runScript } from ${JSON.stringify(module)};
      const script = 'import os, time; print(os.getpid(), file=open("pid", "w"), flush=True); time.sleep(600)';
      await runScript({ command: 'python3', args: [] }, script, [], { cwd: ${JSON.stringify(folder)} });`;
    const parent = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', code]);
    const pidFile = path.join(folder, 'pid');
    const pid = await eventually(() => existsSync(pidFile) && Number(readFileSync(pidFile, 'utf8')));
    assert.ok(isAlive(pid));
    parent.kill('SIGKILL');
    await eventually(() => !isAlive(pid));
  });
});

/** Asks again until the answer is yes; mocha's own timeout is the end of patience. */
async function eventually<T>(ask: () => T | false | 0): Promise<T> {
  for (;;) {
    const answer = ask();
    if (answer) return answer;
    await wait(20);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
