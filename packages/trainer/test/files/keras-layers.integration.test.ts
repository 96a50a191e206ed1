import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeModel, type KerasObject } from '@convscope/model';
import { readModelFile, weightPlaces, writeH5, writeKeras, type SavedModel } from '@convscope/model/files';
import * as z from 'zod';
import { assertWithin, largestDifference } from '../../../model/test/comparison.js';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { buildNetwork } from '../../src/training/network.js';
import { inputsOf, layerCases } from '../support/layer-cases.js';
import { writeNpy } from '../support/npy.js';
import { withRealKeras, type KerasAnswer } from './real-keras.js';

/** A case of the oracle for each class, with settings that are not the default. */
const names = [
  'Conv2DTranspose, same, strides',
  'Cropping2D',
  'Reshape, what is left',
  'Permute',
  'RepeatVector',
  'Identity',
  'ActivityRegularization',
  'LayerNormalization, axes',
  'GroupNormalization, axis',
  'Normalization, axes, the way back',
  'Normalization, given along an axis',
  'UnitNormalization, axes',
  'PReLU, shared',
  'noise that rests',
];
/** Keras 3 reads from an `.h5` no list of several axes, its own neither: it takes the default instead. */
const lostByKeras = new Set(names.filter((name) => name.includes('axes')));
const kerasObject = z.looseObject({ class_name: z.string(), config: z.looseObject({}) });

describe('a layer that is written into a model file', function () {
  this.timeout(300_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'convscope-layers-'));
  const all = new Map(layerCases().map((layerCase) => [layerCase.name, layerCase]));
  const cases = names.map((name) => all.get(name)!);
  let models: SavedModel[] = [];
  let answers: KerasAnswer[] = [];

  before(async () => {
    await openWasmEngine();
    const images = path.join(folder, 'images.npy');
    models = await Promise.all(cases.map(({ config }) => withNumbers(kerasObject.parse(config), images)));
    const jobs = models.flatMap((model, index) =>
      [writeKeras(model), writeH5(model)].map((bytes, form) => {
        const file = path.join(folder, `${index}.${form === 0 ? 'keras' : 'h5'}`);
        writeFileSync(file, bytes);
        return { file, images };
      }),
    );
    answers = await withRealKeras(jobs);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [index, { name, looked }] of cases.entries()) {
    it(`${name}: Keras computes what it computed, and the weights are read again as they were`, () => {
      for (const answer of answers.slice(2 * index, 2 * index + (lostByKeras.has(name) ? 1 : 2))) {
        assert.ok('predictions' in answer, JSON.stringify(answer));
        const difference = largestDifference(answer.predictions.flat(), looked);
        assertWithin([{ what: 'output', difference, tolerance: 2e-5 }]);
      }
      const model = models[index]!;
      for (const bytes of [writeKeras(model), writeH5(model)]) {
        assert.deepEqual(readModelFile(bytes).weights, model.weights);
      }
    });
  }
});

/** The model with the oracle's weights; the oracle's input goes into a file, the same for every case. */
async function withNumbers(config: KerasObject, images: string): Promise<SavedModel> {
  const [x, , ...tensors] = inputsOf(buildNetwork(config));
  writeNpy(images, x!.shape, await x!.data<'float32'>());
  const places = weightPlaces(describeModel(config));
  const weights = places.map(({ layer, name, shape }, index) => ({
    ...{ layer, name, shape },
    values: tensors[index]!.dataSync<'float32'>(),
  }));
  return { config, weights, compile: null, optimizer: null };
}
