import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { readModelFile } from '../../src/files/index.js';
import type { SlotName } from '../../src/index.js';
import { fixture } from './model-files.js';

const numbers = z
  .record(z.string(), z.record(z.string(), z.array(z.number())))
  .parse(JSON.parse(readFileSync(new URL('fixtures/keras2-optimizers.json', import.meta.url), 'utf8')));

/** How each optimizer of Keras 2 calls what it remembers of `first/kernel`, in Keras 3's words. */
const names: Record<string, (weight: string) => Partial<Record<SlotName, string>>> = {
  'keras2-adam': (weight) => ({
    momentum: `Adam/m/${weight}:0`,
    velocity: `Adam/v/${weight}:0`,
    velocity_hat: `Adam/vhat/${weight}:0`,
  }),
  'keras2-rmsprop': (weight) => ({
    velocity: `RMSprop/velocity/${weight}:0`,
    momentum: `RMSprop/momentum/${weight}:0`,
    average_gradient: `RMSprop/average_gradient/${weight}:0`,
  }),
  'keras2-legacy-adam': (weight) => ({
    momentum: `Adam/${weight}/m:0`,
    velocity: `Adam/${weight}/v:0`,
    velocity_hat: `Adam/${weight}/vhat:0`,
  }),
  'keras2-legacy-rmsprop': (weight) => ({
    velocity: `RMSprop/${weight}/rms:0`,
    momentum: `RMSprop/${weight}/momentum:0`,
    average_gradient: `RMSprop/${weight}/mg:0`,
  }),
};

describe('the optimizer in a file of Keras 2', () => {
  for (const [file, nameOf] of Object.entries(names)) {
    it(`${file}.h5 is found by its names, whatever their order`, () => {
      const { optimizer, weights, compile, warnings } = readModelFile(fixture(`${file}.h5`));
      assert.deepEqual(warnings, []);
      assert.equal(compile?.loss, 'mean_squared_error');
      assert.equal(optimizer?.iterations, 3);
      assert.equal(optimizer.slots.length, 12);
      for (const { weight, name, values } of optimizer.slots) {
        const place = weights[weight]!;
        const variable = nameOf(`${place.layer}/${place.name}`)[name]!;
        assert.deepEqual([...values.subarray(0, 4)], numbers[file]?.[variable], variable);
      }
    });
  }
});

describe('a model inside a model, called twice, partly frozen', () => {
  it("has the same numbers in both of Keras 3's files, which keep them in different orders", () => {
    const [h5, keras] = [readModelFile(fixture('nested.h5')), readModelFile(fixture('nested.keras'))];
    assert.deepEqual(
      keras.weights.map(({ layer, name }) => `${layer}/${name}`),
      [
        ...['inner/conv2d_1/kernel', 'inner/conv2d_1/bias'],
        ...['gamma', 'beta', 'moving_mean', 'moving_variance'].map(
          (name) => `inner/batch_normalization_1/${name}`,
        ),
        ...['inner/conv2d_2/kernel', 'inner/conv2d_2/bias', 'dense_1/kernel', 'dense_1/bias'],
      ],
    );
    assert.deepEqual(h5.weights, keras.weights);
    assert.equal(keras.optimizer?.slots.length, 12);
    assert.deepEqual(h5.optimizer, keras.optimizer);
    assert.deepEqual(h5.warnings, [{ kind: 'metric-not-read', metric: 'mae' }]);
  });
});
