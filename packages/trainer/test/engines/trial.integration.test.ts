import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tryEngine } from '../../src/engines/trial.js';

const facts = { engine: 'webgpu', version: '1', device: 'Card', threads: 1, parts: 1, software: false };

describe('trying an engine in a process of its own', function () {
  this.timeout(20_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'convscope-test-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  /** What the process does once it is told what to try. */
  const tryWith = (script: string, options: { signal?: AbortSignal; patience?: number } = {}) => {
    const program = path.join(folder, 'program.cjs');
    writeFileSync(program, `process.once('message', () => { ${script} });`);
    return tryEngine({ engine: 'webgpu', dataFolder: folder, measure: true, program, ...options });
  };
  const say = (message: object) => `process.send(${JSON.stringify(message)});`;

  it('gives what it said', async () => {
    const rate = say({ type: 'measured', samplesPerSecond: 12.5 });
    assert.deepEqual(await tryWith(`${say({ type: 'opened', facts })} ${rate} process.disconnect();`), {
      facts,
      samplesPerSecond: 12.5,
    });
  });

  it('tells a crash, also one after it opened', async () => {
    const crash = `process.kill(process.pid, 'SIGSEGV');`;
    await assert.rejects(tryWith(crash), { code: 'engine-crashed', message: /SIGSEGV/ });
    const opened = `process.send(${JSON.stringify({ type: 'opened', facts })}, () => { ${crash} });`;
    await assert.rejects(tryWith(opened), { code: 'engine-crashed', message: /SIGSEGV/ });
    await assert.rejects(tryWith('process.exit(7);'), { code: 'engine-crashed', message: /exit code 7/ });
  });

  it('passes on why it did not open', async () => {
    const error = { code: 'webgpu-no-adapter', args: {} };
    await assert.rejects(tryWith(`${say({ type: 'failed', error })} process.disconnect();`), {
      code: 'webgpu-no-adapter',
    });
  });

  it('waits no longer than it is willing to, and keeps what it knows', async () => {
    const hangs = 'setInterval(() => {}, 1000);';
    await assert.rejects(tryWith(hangs, { patience: 500 }), { code: 'engine-crashed', message: /0\.5 s/ });
    const opened = `${say({ type: 'opened', facts })} ${hangs}`;
    assert.deepEqual(await tryWith(opened, { patience: 2000 }), { facts });
    await assert.rejects(tryWith(hangs, { signal: AbortSignal.timeout(300) }), { code: 'cancelled' });
    await assert.rejects(tryWith(hangs, { signal: AbortSignal.abort() }), { code: 'cancelled' });
  });
});
