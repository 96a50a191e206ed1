import { assertWithin } from '../../../../model/test/comparison.js';
import type { Engine } from '../../../src/engines/engine.js';
import { openWasmEngine } from '../../../src/engines/wasm/open-wasm-engine.js';
import { followTrace } from '../../support/trace.js';

/** Steps of each: the engine is slow, and what is smooth does not drift. */
const traces = { 'lenet5': 40, 'lenet5-rmsprop': 5, 'lenet5-adam': 5, 'functional-smooth': 5 };

describe('the wasm engine follows Keras', function () {
  this.timeout(240_000);
  let engine: Engine;
  before(async () => {
    engine = await openWasmEngine();
  });

  for (const [name, steps] of Object.entries(traces)) {
    it(`through ${name}`, async () => assertWithin(await followTrace(engine, name, { steps })));
  }
});
