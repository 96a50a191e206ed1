import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const packageFolder = fileURLToPath(new URL('../../..', import.meta.url));
const engineModule = pathToFileURL(path.join(packageFolder, 'src/engines/wasm/open-wasm-engine.ts')).href;

/** What a fresh process prints: a backend starts only once in a process. */
async function inFreshProcess(script: string): Promise<string> {
  const code = `import { openWasmEngine } from '${engineModule}';\n${script}`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import=tsx', '--input-type=module', '-e', code],
    {
      cwd: packageFolder,
    },
  );
  return stdout.trim();
}

describe('openWasmEngine', function () {
  this.timeout(60_000);

  it('names itself and leaves no handler on the process', async () => {
    const printed = await inFreshProcess(`
      const { facts } = await openWasmEngine();
      const handlers = process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection');
      console.log(JSON.stringify({ facts, handlers }));`);
    assert.deepEqual(JSON.parse(printed), {
      facts: { engine: 'wasm', version: '4.22.0', device: 'CPU', threads: 1, parts: 1 },
      handlers: 0,
    });
  });

  for (const where of ['an empty folder', 'a folder that is not there']) {
    it(`says that it is not available from ${where}`, async () => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'convscope-wasm-'));
      if (where !== 'an empty folder') await rm(folder, { recursive: true });
      const printed = await inFreshProcess(`
        const error = await openWasmEngine({ folder: ${JSON.stringify(folder)} }).catch((error) => error);
        console.log(error.code, error.message.includes(${JSON.stringify(folder)}));`);
      assert.equal(printed, 'engine-not-available true');
      await rm(folder, { recursive: true, force: true });
    });
  }
});
