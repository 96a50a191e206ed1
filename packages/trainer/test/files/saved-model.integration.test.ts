import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { assertWithin, largestDifference } from '../../../model/test/comparison.js';
import { convscopeJson } from '../support/convscope.js';
import { scratchHome } from '../support/scratch-home.js';
import { withRealKeras } from './real-keras.js';

const oracle = new URL('../oracle/predictions/', import.meta.url);
/** Sixteen of the test images, in ascending order. */
const { images, test_images: chosen } = z
  .object({ images: z.string(), test_images: z.int().array() })
  .parse(JSON.parse(readFileSync(new URL('cifar10.json', oracle), 'utf8')));

describe('the model that convscope train cifar10 saves', function () {
  this.timeout(300_000);

  it('predicts in Keras what it predicts here, and brings its optimizer', async () => {
    const home = scratchHome();
    const told = async (...args: string[]) => {
      const { code, values, stderr } = await convscopeJson(home.dataFolder, [...args, '--engine=tensorflow']);
      assert.equal(code, 0, stderr);
      return values;
    };
    const lines = await told('train', 'cifar10', '--max-steps', '20', '--seed', '1');
    const { run } = lines.at(-1)!;
    const file = path.join(run, 'saved_models', 'keras_cifar10_trained_model.h5');
    const range = `${chosen[0]}-${chosen.at(-1)}`;
    const answers = await told('predict', run, '--test-index', range);
    const ours = chosen.map((index) => answers.find((answer) => answer.index === index)!.probabilities);

    const [keras] = await withRealKeras([{ file, images: fileURLToPath(new URL(images, oracle)) }]);
    assert.ok(keras !== undefined && 'predictions' in keras, JSON.stringify(keras));
    assert.deepEqual([keras.optimizer?.class_name, keras.optimizer?.iterations], ['RMSprop', 20]);
    const difference = largestDifference(ours.flat(), keras.predictions.flat());
    assertWithin([{ what: 'predictions', difference, tolerance: 2e-6 }]);
    home.remove();
  });
});
