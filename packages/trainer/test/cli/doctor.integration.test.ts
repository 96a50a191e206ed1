import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dawnFolder, installDawn } from '../../src/engines/webgpu/install.js';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { sharedTensorFlow } from '../engines/tensorflow/shared-tensorflow.js';
import { scratchHome, sharedDataFolder, type ScratchHome } from '../support/scratch-home.js';
import { noGpu, softwareGpu } from '../support/software-gpu.js';
import { startProgram } from '../support/trainer-program.js';

interface Line {
  type: string;
  engine?: string;
  state?: string;
  samplesPerSecond?: number;
  facts?: { device: string; software: boolean };
  advice?: string[];
  error?: { code: string };
  [field: string]: unknown;
}

describe('convscope doctor', function () {
  this.timeout(120_000);
  let home: ScratchHome;
  afterEach(() => home.remove());
  async function run(args: string[], env: Record<string, string>) {
    const program = startProgram(['doctor', ...args], { CONVSCOPE_HOME: home.dataFolder, ...env });
    const lines: string[] = [];
    for await (const line of program.lines) lines.push(line);
    return { lines, exitCode: await program.exitCode, stderr: program.stderr() };
  }
  const asObjects = (lines: string[]) => lines.map((line) => JSON.parse(line) as Line);
  const engineOf = (lines: Line[], id: string) =>
    lines.find(({ type, engine }) => type === 'engine' && engine === id)!;

  it('measures each engine that works and says what the others lack, within half a minute', async () => {
    await sharedTensorFlow();
    await installDawn({ dataFolder: sharedDataFolder });
    home = scratchHome();
    const from = performance.now();
    const { lines, exitCode, stderr } = await run(['--json'], noGpu);
    assert.equal(exitCode, 0, stderr);
    assert.ok(performance.now() - from < 60_000, 'half a minute, on a computer that others use too');
    const objects = asObjects(lines);
    assert.deepEqual(
      objects.map(({ type }) => type),
      ['machine', 'cache', 'python', 'npm', 'engine', 'engine', 'engine', 'end'],
    );
    const [tensorflow, webgpu, wasm] = ['tensorflow', 'webgpu', 'wasm'].map((id) => engineOf(objects, id));
    assert.ok(tensorflow!.samplesPerSecond! > wasm!.samplesPerSecond!, 'TensorFlow is the faster one');
    assert.ok(wasm!.samplesPerSecond! > 10);
    assert.deepEqual(tensorflow!.advice, []);
    assert.equal(webgpu!.error?.code, 'webgpu-no-adapter');
    assert.match(webgpu!.advice![0]!, /no graphics card/);
    assert.deepEqual(objects.at(-1), { type: 'end', status: 'finished', engine: 'tensorflow' });
    assert.equal(stderr, '', 'what TensorFlow prints is not for people');
  });

  it('says what to fetch where nothing is, in Russian too, and that a processor is no graphics card', async function () {
    const gpu = softwareGpu();
    home = scratchHome({ empty: true });
    if (gpu) {
      const { folder } = await installDawn({ dataFolder: sharedDataFolder });
      mkdirSync(path.join(home.dataFolder, 'engines'));
      cpSync(folder, dawnFolder(home.dataFolder), { recursive: true });
    }
    const { lines, exitCode } = await run([], { ...(gpu ?? noGpu), LC_ALL: 'ru_RU.UTF-8' });
    assert.equal(exitCode, 0);
    const text = lines.join('\n');
    assert.match(text, /convscope engine install tensorflow» загрузит его \(274 МБ\)/);
    assert.match(text, /✓ WebAssembly 4\.22\.0 .* изобр\.\/с/);
    assert.match(text, /«--engine auto» возьмёт здесь WebAssembly\./);
    if (gpu) assert.match(text, /! WebGPU .*SwiftShader[^]*→ WebGPU находит здесь только SwiftShader/);
  });

  describe('behind npm settings of one’s own', () => {
    let server: Server;
    beforeEach(async () => {
      server = createServer((_request, response) => response.writeHead(403).end());
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      home = scratchHome({ empty: true });
    });
    afterEach(() => server.close());

    it('tells a registry that refuses, and no password', async () => {
      const port = (server.address() as AddressInfo).port;
      const { lines, exitCode } = await run(['--json'], {
        ...noGpu,
        npm_config_registry: `http://someone:secret@127.0.0.1:${port}/`,
        npm_config_proxy: `http://other:hidden@127.0.0.1:${port}/`,
        npm_config_https_proxy: `http://other:hidden@127.0.0.1:${port}/`,
      });
      assert.equal(exitCode, 0);
      const npm = asObjects(lines).find(({ type }) => type === 'npm')!;
      assert.equal(npm['reachable'], false);
      assert.equal(npm['registry'], `127.0.0.1:${port}`);
      assert.equal(npm['proxy'], `127.0.0.1:${port}`);
      assert.doesNotMatch(lines.join('\n'), /secret|hidden/);
    });
  });
});
