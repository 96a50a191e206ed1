import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readModelFile } from '../../src/files/index.js';
import { ModelError, type ModelProblem } from '../../src/index.js';
import { damagedFile, fixture, modelFile } from './model-files.js';

/** Each damaged file, what kind of problem it is, and what the sentence must say. */
const refused: Record<string, [ModelProblem, RegExp]> = {
  'truncated.h5': ['damaged-file', /should have 18080 bytes and has 10848/],
  'truncated-header.h5': ['damaged-file', /should have 18080 bytes and has 100/],
  'empty.h5': ['damaged-file', /it is empty/],
  'text.h5': ['damaged-file', /no model file of Keras/],
  'truncated.keras': ['damaged-file', /list of contents is missing/],
  'wrong-shapes.h5': ['shape-mismatch', /“conv2d”.*kernel.*\(3, 3, 1, 4\).*\(3, 3, 1, 5\)/],
  'missing-kernel.h5': ['damaged-file', /“conv2d”.*conv2d\/kernel” is listed and is not there/],
  'external-link.h5': ['dangerous', /“conv2d”.*links are not followed/],
  'bad-config.h5': ['damaged-file', /model_config is no valid JSON/],
  'no-config.h5': ['unsupported', /weights alone.*give the model too/],
  'string-kernel.h5': ['damaged-file', /“conv2d”.*where numbers should be/],
  'missing-weights.keras': ['damaged-file', /no model\.weights\.h5/],
  'missing-config.keras': ['damaged-file', /no config\.json/],
  'truncated-weights.keras': ['damaged-file', /should have 16196 bytes and has 8098/],
  'path-traversal.keras': ['dangerous', /a place outside itself, “\.\.\/\.\.\/evil\.txt”/],
  'traversal-only-weights.keras': ['dangerous', /a place outside itself, “\.\.\/model\.weights\.h5”/],
  'inflates.keras': ['dangerous', /“assets\/zeros\.bin” in it would unpack to 1029 times its size/],
  'inflates-config.keras': ['dangerous', /“config\.json” in it would unpack to 1019 times its size/],
  'bad-config.keras': ['damaged-file', /config\.json is no valid JSON/],
  'unknown-layer.keras': ['dangerous', /HolographicConv2D”, which is none of Keras's classes/],
  'foreign-module.keras': ['dangerous', /“os\.system”, which is none of Keras's classes/],
  'huge-filters.keras': ['shape-mismatch', /1000000000.*has \(3, 3, 1, 4\)/],
  'negative-kernel.keras': ['invalid-config', /“kernel_size\.0” is -3/],
  'proto.keras': ['dangerous', /names “__proto__”/],
  'wrong-shapes.keras': ['shape-mismatch', /kernel.*\(3, 3, 1, 5\).*\(3, 3, 1, 4\)/],
  'lambda.keras': ['dangerous', /“lambda” \(Lambda\).*runs no code out of files/],
  'lambda.h5': ['dangerous', /“lambda” \(Lambda\).*runs no code out of files/],
  'cycle.keras': ['invalid-config', /“a” takes its input from “b”/],
};

describe('a damaged model file', () => {
  for (const [file, [problem, sentence]] of Object.entries(refused)) {
    it(`${file} is refused with a sentence, at once and within its own size`, () => {
      const bytes = damagedFile(file);
      const before = process.memoryUsage().arrayBuffers;
      const start = performance.now();
      assert.throws(
        () => readModelFile(bytes),
        (error) => {
          assert.ok(error instanceof ModelError, String(error));
          assert.equal(error.problem, problem);
          assert.match(error.reason, sentence);
          return true;
        },
      );
      assert.ok(performance.now() - start < 500);
      assert.ok(process.memoryUsage().arrayBuffers - before < 1 << 20);
      assert.equal(Reflect.get({}, 'polluted'), undefined);
    });
  }

  it('leaves no damaged file of the oracle out', () => {
    const files = readdirSync(new URL('../oracle/damaged/', import.meta.url));
    const readable = ['damaged.json', 'good.h5', 'good.keras', 'nan-weights.h5'];
    assert.deepEqual(files.filter((name) => !readable.includes(name)).sort(), Object.keys(refused).sort());
  });

  it('is read with a warning where its weights are not finite', () => {
    assert.deepEqual(readModelFile(damagedFile('good.h5')).warnings, []);
    assert.deepEqual(readModelFile(damagedFile('good.keras')).warnings, []);
    const { warnings, weights } = readModelFile(damagedFile('nan-weights.h5'));
    assert.deepEqual(warnings, [{ kind: 'not-finite', layer: 'conv2d', weight: 'kernel' }]);
    assert.ok(weights[0]?.values.every(Number.isNaN));
  });

  it('of any kind ends in a sentence or in a model, whatever bytes are wrong', function () {
    this.timeout(30_000);
    const random = seeded(4711);
    const good = ['good.h5', 'good.keras'].map(damagedFile);
    const files = [...good, ...good, fixture('new-form.h5'), modelFile('functional.keras')];
    let refusals = 0;
    for (let round = 0; round < 1200; round++) {
      const file = files[round % files.length]!;
      try {
        readModelFile(round % 5 === 0 ? file.subarray(0, random(file.length)) : flipped(file, random));
      } catch (error) {
        assert.ok(error instanceof ModelError, `round ${round}: ${String(error)}`);
        refusals += 1;
      }
    }
    assert.ok(refusals > 400, `${refusals} of 1200 were refused`);
    assert.deepEqual(Object.keys(Object.prototype), []);
  });
});

/** A few bytes changed: in the first thousand, where structures are, or anywhere. */
function flipped(file: Uint8Array, random: (below: number) => number): Uint8Array {
  const copy = Uint8Array.from(file);
  const reach = random(2) === 0 ? 1000 : copy.length;
  for (let flips = 1 + random(8); flips > 0; flips--) copy[random(reach)] = random(256);
  return copy;
}

/** The same numbers in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
