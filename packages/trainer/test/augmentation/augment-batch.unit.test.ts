import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { itAugmentsAsKeras } from './keras-cases.js';
import { runPlainly } from './keras.js';

describe('augmentation as Keras’s ImageDataGenerator does it, on wasm', () => {
  before(() => openWasmEngine());
  itAugmentsAsKeras(runPlainly);
});
