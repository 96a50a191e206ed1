import { openWasmEngine } from '../../../src/engines/wasm/open-wasm-engine.js';
import { describeSessions } from '../../support/session-contract.js';

describe('sessions of the wasm engine', () => {
  describeSessions(() => openWasmEngine());
});
