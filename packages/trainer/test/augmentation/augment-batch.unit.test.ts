import assert from 'node:assert/strict';
import { imageDataGenerator, type AugmentationConfig } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import { planAugmentation } from '../../src/augmentation/plan.js';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { itAugmentsAsKeras } from './keras-cases.js';
import { augment, imageSet, runPlainly, unmoved } from './keras.js';

describe('augmentation as Keras’s ImageDataGenerator does it, on wasm', () => {
  before(() => openWasmEngine());
  itAugmentsAsKeras(runPlainly);
});

describe('augmentBatch', () => {
  before(() => openWasmEngine());

  async function shifted(config: Partial<AugmentationConfig>, shape: [number, number, number, number]) {
    const images = imageSet(shape, new Uint8Array(shape.reduce((size, side) => size * side)).fill(51));
    const plan = await planAugmentation(imageDataGenerator({ widthShiftRange: 9, ...config }), images);
    const transforms = Array.from({ length: shape[0] }, () => ({ ...unmoved, tx: 3, ty: -2.5 }));
    return augment(runPlainly, plan, images, transforms);
  }

  it('moves a picture of one pixel as its fill mode says', async () => {
    for (const fillMode of ['nearest', 'reflect', 'wrap'] as const) {
      assert.deepEqual(await shifted({ fillMode }, [1, 1, 1, 1]), Float32Array.of(51 / 255));
    }
    const filled = await shifted({ fillMode: 'constant', cval: 0.75 }, [1, 1, 1, 1]);
    assert.deepEqual(filled, Float32Array.of(0.75));
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await shifted({ samplewiseStdNormalization: true, channelShiftRange: 1, rescale: 2 }, [2, 4, 5, 3]);
    assert.equal(tf.memory().numTensors, before);
  });
});
