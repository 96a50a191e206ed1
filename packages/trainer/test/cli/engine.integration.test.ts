import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { devNull } from 'node:os';
import path from 'node:path';
import { writeOwner } from '../../src/runs/run-owner.js';
import { sharedTensorFlow } from '../engines/tensorflow/shared-tensorflow.js';
import { noGpu } from '../support/software-gpu.js';
import { scratchHome, type ScratchHome } from '../support/scratch-home.js';
import { startProgram } from '../support/trainer-program.js';

describe('convscope engine', function () {
  this.timeout(300_000);
  let home: ScratchHome;
  beforeEach(() => (home = scratchHome({ empty: true })));
  afterEach(() => home.remove());
  const start = (args: string[], env: Record<string, string> = {}) =>
    startProgram(['engine', ...args], { CONVSCOPE_HOME: home.dataFolder, ...noGpu, ...env });
  async function run(args: string[], env: Record<string, string> = {}) {
    const program = start(args, env);
    const lines: string[] = [];
    for await (const line of program.lines) lines.push(line);
    return { lines, exitCode: await program.exitCode, stderr: program.stderr() };
  }
  const left = () =>
    existsSync(path.join(home.dataFolder, 'engines'))
      ? readdirSync(path.join(home.dataFolder, 'engines'))
      : [];

  it('fetches nothing where nobody can agree, and says how to', async () => {
    for (const engine of ['tensorflow', 'webgpu']) {
      const { exitCode, stderr } = await run(['install', engine]);
      assert.equal(exitCode, 1);
      assert.match(stderr, /^Nothing was fetched: .* MB over the network into .*--yes\.$/m);
    }
    assert.deepEqual(left(), []);
  });

  it('installs, lists, verifies and removes webgpu', async () => {
    const installed = await run(['install', 'webgpu', '--yes', '--json']);
    assert.equal(installed.exitCode, 0, installed.stderr);
    const events = installed.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.ok(events.slice(0, -1).every(({ type, total }) => type === 'progress' && total === 51_264_151));
    const { type, version, folder, how } = events.at(-1)!;
    assert.deepEqual(
      { type, version, folder, how },
      {
        type: 'installed',
        version: '0.6.2',
        folder: path.join(home.dataFolder, 'engines', 'webgpu-0.6.2'),
        how: 'fetch',
      },
    );
    const again = await run(['install', 'webgpu']);
    assert.equal(again.exitCode, 0, 'what is here need not be agreed to');
    assert.match(again.lines[0]!, /^WebGPU 0\.6\.2 is here/);
    assert.match(again.lines[1]!, /no graphics card/);

    const module = path.join(String(folder), 'dawn.node');
    const bytes = readFileSync(module);
    bytes[1_000_000]! ^= 1;
    writeFileSync(module, bytes);
    const { lines } = await run(['list', '--verify', '--json']);
    const webgpu = lines.map(
      (line) => JSON.parse(line) as { engine: string; state: string; error?: unknown },
    )[1]!;
    assert.equal(webgpu.state, 'can-be-fetched');
    assert.deepEqual(webgpu.error, {
      code: 'engine-damaged',
      args: { engine: 'WebGPU', id: 'webgpu', file: 'dawn.node' },
    });

    assert.equal((await run(['remove', 'webgpu'])).exitCode, 0);
    assert.deepEqual(left(), []);
    assert.match((await run(['remove', 'webgpu'])).lines[0]!, /nothing of WebGPU/);
  });

  it('is safe when two install at once, and when another removes meanwhile', async () => {
    const both = await Promise.all([1, 2].map(() => run(['install', 'webgpu', '--yes'])));
    assert.deepEqual(
      both.map(({ exitCode }) => exitCode),
      [0, 0],
      both[0]!.stderr + both[1]!.stderr,
    );
    assert.deepEqual(left(), ['webgpu-0.6.2']);
    const [removed, installed] = await Promise.all([
      run(['remove', 'webgpu']),
      run(['install', 'webgpu', '--yes']),
    ]);
    assert.ok(removed.exitCode === 0 || /in use/.test(removed.stderr), removed.stderr);
    assert.equal(installed.exitCode, 0, installed.stderr);
    const { lines } = await run(['list', '--verify', '--json']);
    const { state, error } = JSON.parse(lines[1]!) as { state: string; error?: unknown };
    assert.equal(error, undefined, 'whole or not there, never half');
    assert.equal(left().length, state === 'ready' ? 1 : 0);
  });

  it('does not remove what a living process has loaded', async () => {
    const folder = path.join(home.dataFolder, 'engines', 'webgpu-0.6.2');
    const mark = path.join(folder, 'users', String(process.pid));
    mkdirSync(mark, { recursive: true });
    writeOwner(mark, process.pid);
    const refused = await run(['remove', 'webgpu']);
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stderr, new RegExp(`in use by a training \\(process ${process.pid}\\)`));
    assert.ok(existsSync(folder));
    writeFileSync(path.join(mark, 'process.json'), JSON.stringify({ pid: process.pid, bootedAt: 0 }));
    assert.equal((await run(['remove', 'webgpu'])).exitCode, 0, 'the mark of one that is gone');
  });

  it('uses a TensorFlow of the user’s that --python names, fetches nothing and remembers it', async () => {
    const python = await pythonWithTensorFlow(home.dataFolder);
    const { lines, exitCode, stderr } = await run(['install', 'tensorflow', '--python', python, '--json']);
    assert.equal(exitCode, 0, stderr);
    assert.equal((JSON.parse(lines[0]!) as { how: string }).how, 'remember');
    assert.deepEqual(left(), ['tensorflow.json']);
    const [listed] = (await run(['list'])).lines;
    assert.match(listed!, /^tensorflow +TensorFlow 2\.\d+\.\d+ +ready · of .*python/);
    const removed = await run(['remove', 'tensorflow']);
    assert.match(removed.lines[0]!, /no longer used; it itself is untouched/);
    assert.deepEqual(left(), []);
  });

  it('says what --python must name, and what wasm is', async () => {
    const unusable = await run(['install', 'tensorflow', '--python', '/no/such/python']);
    assert.equal(unusable.exitCode, 1);
    assert.match(unusable.stderr, /^\/no\/such\/python is no Python that runs/);
    const wasm = await run(['install', 'wasm']);
    assert.equal(wasm.exitCode, 2);
    assert.match(wasm.stderr, /part of ConvScope/);
    const misspelt = await run(['install', 'tensorflw']);
    assert.equal(misspelt.exitCode, 2);
    assert.match(misspelt.stderr, /“tensorflw” does not fit <engine>: one of .*did you mean “tensorflow”/);
  });

  describe('while pip fetches from a server that sends half and waits', () => {
    let server: Server;
    /** Resolves when pip has begun; closes when pip has ended. */
    let asked: Promise<{ ended: Promise<unknown> }>;
    let env: Record<string, string>;
    beforeEach(async () => {
      server = createServer();
      asked = new Promise((resolve) =>
        server.on('request', (request, response) => {
          if (!request.url?.endsWith('.whl')) {
            const name = 'tensorflow_cpu-2.21.0-cp311-none-any.whl';
            response.setHeader('content-type', 'text/html');
            response.end(`<a href="/${name}">${name}</a>`);
            return;
          }
          response.setHeader('content-length', 3_000_000);
          response.write(Buffer.alloc(1_500_000));
          resolve({ ended: once(response, 'close') });
        }),
      );
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      env = {
        PIP_CONFIG_FILE: devNull,
        PIP_FIND_LINKS: '',
        PIP_EXTRA_INDEX_URL: '',
        PIP_INDEX_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`,
        PIP_TRUSTED_HOST: '127.0.0.1',
      };
    });
    afterEach(() => {
      server.closeAllConnections();
      server.close();
    });

    it('Ctrl+C cancels it and leaves nothing', async () => {
      const program = start(['install', 'tensorflow', '--yes'], env);
      const { ended } = await asked;
      program.child.kill('SIGINT');
      assert.equal(await program.exitCode, 130);
      await ended;
      assert.deepEqual(left(), []);
    });

    it('a kill leaves no pip behind, and the next install works on', async () => {
      const program = start(['install', 'tensorflow', '--yes'], env);
      const { ended } = await asked;
      program.child.kill('SIGKILL');
      await program.exitCode;
      // Nobody told pip: it notices that its parent is gone and lets go of the connection.
      await ended;
      assert.equal((await run(['list'])).exitCode, 0);
    });
  });
});

/** A virtual environment whose Python finds the TensorFlow that the tests share, as `pip install` would have put it. */
async function pythonWithTensorFlow(parent: string): Promise<string> {
  const folder = path.join(parent, 'venv');
  execFileSync('python3', ['-m', 'venv', '--without-pip', folder]);
  const [version] = readdirSync(path.join(folder, 'lib'));
  const site = path.join(folder, 'lib', version!, 'site-packages', 'tensorflow');
  mkdirSync(site, { recursive: true });
  writeFileSync(path.join(site, '__init__.py'), '');
  const shared = await sharedTensorFlow();
  for (const name of readdirSync(shared).filter((file) => file.startsWith('libtensorflow'))) {
    symlinkSync(path.join(shared, name), path.join(site, name));
  }
  return folder;
}
