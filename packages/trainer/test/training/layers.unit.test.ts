import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { assertLikeKeras, layerCases } from '../support/layer-cases.js';

describe('layers on the wasm engine compute what Keras computes, and the gradients', () => {
  before(() => openWasmEngine());

  for (const layerCase of layerCases()) {
    it(layerCase.name, async () => {
      const before = tf.memory().numTensors;
      await assertLikeKeras(layerCase, 1e-5);
      assert.equal(tf.memory().numTensors, before);
    });
  }
});
