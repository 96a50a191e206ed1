import { openWasmEngine } from '../../../src/engines/wasm/open-wasm-engine.js';
import { assertFollowsKeras } from '../../support/trace.js';

describe('the wasm engine', () => {
  it('follows Keras through forty steps of LeNet-5', async function () {
    this.timeout(120_000);
    await assertFollowsKeras(await openWasmEngine());
  });
});
