import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inFreshProcess, sourceUrl } from '../../support/fresh-process.js';

const importEngine = `import { openWasmEngine } from '${sourceUrl('src/engines/wasm/open-wasm-engine.ts')}';`;

describe('openWasmEngine', function () {
  this.timeout(60_000);

  it('names itself and leaves no handler on the process', async () => {
    const printed = await inFreshProcess(`${importEngine}
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
      const printed = await inFreshProcess(`${importEngine}
        const error = await openWasmEngine({ folder: ${JSON.stringify(folder)} }).catch((error) => error);
        console.log(error.code, error.message.includes(${JSON.stringify(folder)}));`);
      assert.equal(printed, 'engine-not-available true');
      await rm(folder, { recursive: true, force: true });
    });
  }
});
