import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readModelFile, writeH5, writeKeras, type ModelFile } from '@convscope/model/files';
import * as z from 'zod';
import { assertWithin, largestDifference, tell } from '../../../model/test/comparison.js';
import { writeNpy } from '../support/npy.js';
import { withRealKeras, type KerasAnswer } from './real-keras.js';

const oracle = new URL('../oracle/predictions/', import.meta.url);
const models = new URL('../../../model/test/oracle/models/', import.meta.url);

const rows = z.array(z.array(z.number()));
/** Of lesson 1 the picture itself is there, in the others' place the name of a file of sixteen. */
const predictions = z.union([
  z
    .object({ images: z.string(), softmax: rows })
    .transform(({ images, softmax }) => ({ images: fileURLToPath(new URL(images, oracle)), softmax })),
  z.object({ x: rows, answer: rows }),
]);
interface Expected {
  /** An `.npy` file. */
  images: string;
  predictions: number[][];
}

/** Model files that real Keras made, and whose predictions they must give when we have read and written them. */
const files = [
  ['vertical-line.h5', 'vertical-line'],
  ['vertical-line.keras', 'vertical-line'],
  ['lenet5.h5', 'lenet5'],
  ['lenet5.keras', 'lenet5'],
  ['cifar10.h5', 'cifar10'],
  ['functional.h5', 'functional'],
  ['functional.keras', 'functional'],
  ['keras2-lenet5.h5', 'keras2-lenet5'],
  // Keras 3 itself cannot load this one, but what we make of it.
  ['keras2-functional.h5', 'keras2-functional'],
] as const;

describe('a model file that is read, written and loaded by real Keras', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'convscope-keras-'));
  const written = new Map<string, { model: ModelFile; expected: Expected; answer?: KerasAnswer }>();

  before(async () => {
    for (const [file, name] of files) {
      const model = readModelFile(readFileSync(new URL(file, models)));
      const expected = expectedOf(name);
      for (const [extension, write] of [
        ['keras', writeKeras],
        ['h5', writeH5],
      ] as const) {
        const target = path.join(folder, `${file}.${extension}`);
        writeFileSync(target, write(model));
        written.set(target, { model, expected });
      }
    }
    const jobs = [...written].map(([file, { expected }]) => ({
      file,
      images: expected.images,
    }));
    const answers = await withRealKeras(jobs);
    jobs.forEach(({ file }, index) => (written.get(file)!.answer = answers[index]!));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  function expectedOf(name: string): Expected {
    const found = predictions.parse(JSON.parse(readFileSync(new URL(`${name}.json`, oracle), 'utf8')));
    if ('images' in found) return { images: found.images, predictions: found.softmax };
    const images = path.join(folder, `${name}.npy`);
    writeNpy(images, [1, found.x.length, found.x.length, 1], Float32Array.from(found.x.flat()));
    return { images, predictions: found.answer };
  }

  for (const [file] of files) {
    for (const extension of ['keras', 'h5']) {
      it(`${file}, written as .${extension}, predicts what it predicted`, () => {
        const { model, expected, answer } = written.get(path.join(folder, `${file}.${extension}`))!;
        assert.ok(answer !== undefined && 'predictions' in answer, JSON.stringify(answer));
        const difference = largestDifference(answer.predictions.flat(), expected.predictions.flat());
        assertWithin([{ what: `predictions, .${extension}`, difference, tolerance: 2e-6 }]);
        assert.equal(answer.predictions.length, expected.predictions.length);
        assert.equal(answer.optimizer?.class_name, model.compile?.optimizer.className);
        assert.equal(answer.optimizer?.iterations, model.optimizer?.iterations);
      });
    }

    it(`${file}, written as .keras, keeps what its optimizer remembers`, () => {
      const { model, answer } = written.get(path.join(folder, `${file}.keras`))!;
      assert.ok(answer !== undefined && 'predictions' in answer, JSON.stringify(answer));
      const slots = answer.optimizer?.variables.filter(
        ({ path: name }) => !/\/(iteration|learning_rate)$/.test(name),
      );
      assert.deepEqual(
        slots?.map(({ first8 }) => first8),
        model.optimizer?.slots.map(({ values }) => [...values.subarray(0, 8)]),
      );
      for (const [index, slot] of (model.optimizer?.slots ?? []).entries()) {
        assert.match(slots?.[index]?.path ?? '', new RegExp(`${slot.name}$`));
      }
      const found = slots?.length ? `${slots.length}, equal` : 'it has none';
      tell({ what: 'optimizer slots, .keras', found });
    });
  }
});
