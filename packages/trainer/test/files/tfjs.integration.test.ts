import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readModelFile, readTfjs, writeTfjs } from '@convscope/model/files';
import * as z from 'zod';
import { assertWithin, largestDifference } from '../../../model/test/comparison.js';
import { inFreshProcess, sourceUrl } from '../support/fresh-process.js';
import type { predictInTfjs } from './load-in-tfjs.js';

const oracle = new URL('../oracle/predictions/', import.meta.url);
const models = new URL('../../../model/test/oracle/models/', import.meta.url);
const predictions = z.object({ images: z.string(), softmax: z.array(z.array(z.number())) });

describe('a model file that is read, and written for TensorFlow.js', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'convscope-tfjs-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const file of ['lenet5.keras', 'cifar10.h5', 'functional.h5', 'keras2-functional.h5']) {
    it(`${file} is loaded by TensorFlow.js itself, predicts what it predicted, and is read as TensorFlow.js saves it`, async () => {
      const name = file.replace(/\..*$/, '');
      const { images, softmax } = predictions.parse(
        JSON.parse(readFileSync(new URL(`${name}.json`, oracle), 'utf8')),
      );
      const model = readModelFile(readFileSync(new URL(file, models)));
      const written = writeTfjs(model);
      for (const [part, bytes] of Object.entries(written)) writeFileSync(path.join(folder, part), bytes);
      const arguments_ = [folder, fileURLToPath(new URL(images, oracle))].map((text) => JSON.stringify(text));
      const answer = await inFreshProcess(
        `import { predictInTfjs } from ${JSON.stringify(sourceUrl('test/files/load-in-tfjs.ts'))};
         console.log(JSON.stringify(await predictInTfjs(${arguments_.join(', ')})));`,
      );
      const rows: Awaited<ReturnType<typeof predictInTfjs>> = z
        .array(z.array(z.number()))
        .parse(JSON.parse(answer.split('\n').at(-1)!));
      assert.equal(rows.length, 16);
      const difference = largestDifference(rows.flat(), softmax.flat());
      assertWithin([{ what: 'predictions', difference, tolerance: 2e-6 }]);

      const beside = async (part: string) => readFileSync(path.join(folder, part));
      const again = await readTfjs(await beside('model.json'), beside);
      assert.deepEqual(again.weights, model.weights);
    });
  }
});
