import assert from 'node:assert/strict';
import { readCompile } from '../../src/files/compile-config.js';
import { optimizer } from '../../src/index.js';

describe('what a model was compiled with', () => {
  it('is known where Keras 2 kept the bare name of the optimizer', () => {
    for (const [name, className] of [
      ['adam', 'Adam'],
      ['SGD', 'SGD'],
      ['rmsprop', 'RMSprop'],
    ] as const) {
      const { compile, warnings } = readCompile({
        optimizer: name,
        loss: 'categorical_crossentropy',
        metrics: ['accuracy'],
      });
      assert.deepEqual(compile?.optimizer, optimizer({ className }));
      assert.deepEqual(warnings, []);
    }
  });

  it('is not guessed where the name is none of ours', () => {
    const { compile, warnings } = readCompile({ optimizer: 'lion', loss: 'mse' });
    assert.equal(compile, null);
    assert.deepEqual(
      warnings.map(({ kind }) => kind),
      ['compile-not-read'],
    );
  });
});
