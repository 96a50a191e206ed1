import { assertWithin } from '../../../../model/test/comparison.js';
import type { Engine } from '../../../src/engines/engine.js';
import { openWasmEngine } from '../../../src/engines/wasm/open-wasm-engine.js';
import { followTrace } from '../../support/trace.js';

/** What is smooth does not drift: all steps of these are Keras's. */
const traces = ['lenet5', 'lenet5-rmsprop', 'lenet5-adam', 'functional-smooth'];

describe('the wasm engine follows Keras', function () {
  this.timeout(240_000);
  let engine: Engine;
  before(async () => {
    engine = await openWasmEngine();
  });

  for (const name of traces) {
    it(`through ${name}`, async () => assertWithin(await followTrace(engine, name)));
  }
});
