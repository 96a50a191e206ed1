import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { scriptSummary, type ScriptReader, type ScriptSummary } from '../../src/script/index.js';
import { scriptReader } from './reader.js';

const folder = path.join(import.meta.dirname, 'corpus');

/** What real Keras made of a script (`scripts/keras-corpus`). */
interface Expected {
  models: {
    name: string;
    layers: {
      name: string;
      class: string;
      outputShape: (number | null)[] | null;
      params: number;
      line: number;
    }[];
    totalParams: number;
    trainableParams: number;
  }[];
  training: {
    compile: {
      optimizer: { class: string; learningRate: number };
      loss: string | null;
      metrics: string[];
    } | null;
    fit: { batchSize: number; epochs: number } | null;
  };
}

describe('the corpus of Keras scripts', () => {
  let reader: ScriptReader;
  before(async () => {
    reader = await scriptReader();
  });

  const names = readdirSync(folder).filter((name) => name.endsWith('.py'));
  it('is large', () => assert.ok(names.length >= 40, `${names.length} scripts`));

  for (const name of names) {
    const source = readFileSync(path.join(folder, name), 'utf8');
    const expected = JSON.parse(
      readFileSync(path.join(folder, 'expected', name.replace(/py$/, 'json')), 'utf8'),
    ) as Expected;
    if (source.startsWith('# partly')) {
      it(`says what it does not understand of ${name}, and the rest right`, () => {
        const summary = scriptSummary(reader.read(source));
        assert.ok(summary.problems.length > 0);
        for (const [index, model] of summary.models.entries())
          agreesWhereKnown(model, expected.models[index]!);
      });
    } else {
      it(`reads ${name} as Keras runs it`, () => {
        const summary = scriptSummary(reader.read(source));
        assert.deepEqual(summary.models, expected.models);
        agrees(summary.training, expected.training);
      });
    }
  }
});

/** Layers of which the shape is known are those of Keras, and each layer stands where Keras's is made. */
function agreesWhereKnown(
  model: ScriptSummary['models'][number],
  expected: Expected['models'][number],
): void {
  assert.equal(model.name, expected.name);
  assert.deepEqual(
    model.layers.map(({ name, class: className, line }) => [name, className, line]),
    expected.layers.map(({ name, class: className, line }) => [name, className, line]),
  );
  const known = model.layers.filter(({ outputShape }) => outputShape !== null);
  assert.ok(known.length > 0 && known.length < model.layers.length);
  for (const layer of known) {
    const same = expected.layers.find(({ name }) => name === layer.name);
    assert.deepEqual([layer.outputShape, layer.params], [same?.outputShape, same?.params]);
  }
}

function agrees(training: ScriptSummary['training'], expected: Expected['training']): void {
  if (expected.compile === null && expected.fit === null) {
    assert.equal(training, null);
    return;
  }
  assert.deepEqual(training?.fit ?? null, expected.fit);
  assert.deepEqual(training?.compile ?? null, expected.compile);
}
