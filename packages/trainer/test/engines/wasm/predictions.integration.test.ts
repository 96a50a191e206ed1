import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { assertWithin } from '../../../../model/test/comparison.js';
import { openWasmEngine } from '../../../src/engines/wasm/open-wasm-engine.js';
import {
  comparePredictions,
  compareTop1,
  compareVerticalLine,
  predictedModels,
} from '../../support/predictions.js';

describe('the wasm engine sees what Keras sees', function () {
  this.timeout(60_000);
  before(() => openWasmEngine());

  it('in vertical-line', async () => assertWithin(await compareVerticalLine()));

  for (const name of predictedModels) {
    it(`in every layer of ${name}`, async () => {
      const before = tf.memory().numTensors;
      assertWithin(await comparePredictions(name));
      assert.equal(tf.memory().numTensors, before);
    });

    // All of them, but where that would take a minute.
    const count = name === 'cifar10' ? 2000 : 10_000;
    it(`in ${count} test images with ${name}`, async () => assertWithin([await compareTop1(name, count)]));
  }
});
