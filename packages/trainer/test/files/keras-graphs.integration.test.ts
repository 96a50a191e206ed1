import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeModel, type KerasObject } from '@convscope/model';
import { weightPlaces, writeH5, writeKeras, type SavedModel } from '@convscope/model/files';
import * as z from 'zod';
import { tell } from '../../../model/test/comparison.js';
import { withRealKeras, type KerasAnswer } from './real-keras.js';

/** Networks of every layer class that we know: branches, layers called twice, models inside models, frozen layers. */
const names = ['skip', 'inception', 'shared', 'functional', 'separable', 'frozen'];

const summaries = new URL('../../../model/test/oracle/summary/', import.meta.url);
const summary = z.object({ config: z.looseObject({ class_name: z.string(), config: z.looseObject({}) }) });

describe('a network that is written into a model file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'convscope-graphs-'));
  const models = names.map((name) => {
    const { config } = summary.parse(JSON.parse(readFileSync(new URL(`${name}.json`, summaries), 'utf8')));
    return numbered(config);
  });
  let answers: KerasAnswer[] = [];

  before(async () => {
    const files = names.flatMap((name, index) => [
      { file: path.join(folder, `${name}.keras`), bytes: writeKeras(models[index]!) },
      { file: path.join(folder, `${name}.h5`), bytes: writeH5(models[index]!) },
    ]);
    for (const { file, bytes } of files) writeFileSync(file, bytes);
    answers = await withRealKeras(files.map(({ file }) => ({ file })));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [index, name] of names.entries()) {
    it(`${name} has in Keras each number where it was, from .keras and from .h5`, () => {
      for (const answer of answers.slice(2 * index, 2 * index + 2)) {
        assert.ok('weights' in answer, JSON.stringify(answer));
        assert.deepEqual(
          answer.weights,
          models[index]!.weights.map(({ shape, values }) => ({
            shape: [...shape],
            first8: [...values.subarray(0, 8)],
          })),
        );
      }
      const count = models[index]!.weights.length;
      tell({ what: 'weights, .keras and .h5', found: `${count}, each where it was` });
    });
  }
});

/** A model in which every weight has numbers of its own. */
function numbered(config: KerasObject): SavedModel {
  const weights = weightPlaces(describeModel(config)).map(({ layer, name, shape }, index) => ({
    layer,
    name,
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, at) => index + at / 1024),
  }));
  return { config, weights, compile: null, optimizer: null };
}
