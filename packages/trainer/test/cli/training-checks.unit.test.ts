import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { conv2d, dense, flatten, lessonById, sequential, type TrainingConfig } from '@convscope/model';
import { defaultTraining } from '../../src/cli/networks/default-training.js';
import { sayIn } from '../../src/cli/texts.js';
import { checkTraining } from '../../src/cli/training/check-training.js';
import { readSettings, settingsText } from '../../src/cli/training/config-file.js';
import { datasetForShape, datasetOf } from '../../src/cli/training/dataset.js';

const say = sayIn('en');
const { model, training } = lessonById('lenet5') ?? assert.fail();
const lenet5 = training ?? assert.fail();
const withFit = (fit: Partial<TrainingConfig['fit']>): TrainingConfig => ({
  ...lenet5,
  fit: { ...lenet5.fit, ...fit },
});

describe('before a training', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'convscope-test-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('a data set is a name, a folder or an .npz file; what is near a name is asked for', () => {
    const [pictures, archive, other] = ['mnist', 'data.npz', 'data.txt'].map((name) =>
      path.join(folder, name),
    );
    mkdirSync(pictures!);
    for (const file of [archive!, other!]) writeFileSync(file, '');
    assert.deepEqual(datasetOf('mnist', say), { name: 'mnist' });
    assert.deepEqual(datasetOf(pictures!, say), { name: 'folder', path: pictures });
    assert.deepEqual(datasetOf(path.relative('', archive!), say), { name: 'npz', path: archive });
    assert.throws(() => datasetOf(other!, say), { message: /is neither a folder nor an \.npz file$/ });
    assert.throws(() => datasetOf('mnits', say), { message: /\(did you mean “mnist”\?\)$/ });
  });

  it('the input of a network says which data set it was made for, if it is a known one', () => {
    assert.deepEqual(datasetForShape([28, 28, 1]), { name: 'mnist' });
    assert.deepEqual(datasetForShape([32, 32, 3]), { name: 'cifar10' });
    assert.equal(datasetForShape([64, 64, 3]), undefined);
  });

  it('a network that does not say how is trained as Keras does without a word, with the loss of its output', () => {
    const lossOf = (units: number, activation: 'softmax' | 'sigmoid' | 'linear') => {
      const network = sequential({ inputShape: [8, 8, 1] }, [flatten(), dense({ units, activation })]);
      return defaultTraining(network, { name: 'mnist' }, null);
    };
    const { compile, fit } = lossOf(10, 'softmax');
    assert.equal(compile.optimizer.className, 'RMSprop');
    assert.deepEqual([fit.batchSize, fit.epochs, compile.loss], [32, 1, 'categorical_crossentropy']);
    assert.equal(lossOf(1, 'sigmoid').compile.loss, 'binary_crossentropy');
    assert.equal(lossOf(1, 'linear').compile.loss, 'mean_squared_error');
    assert.deepEqual(defaultTraining(model, { name: 'mnist' }, lenet5.compile).compile, lenet5.compile);
  });

  it('images of another size, too many classes and ranges beyond the last image are refused', () => {
    checkTraining(model, lenet5);
    checkTraining(model, withFit({ trainRange: [0, 59_999] }));
    const refused = (code: string, network: unknown, settings: TrainingConfig) =>
      assert.throws(() => checkTraining(network, settings), { code });
    refused('train-range-too-far', model, withFit({ trainRange: [59_999, 60_000] }));
    refused('train-range-too-far', model, withFit({ trainRange: [0, 54_000], validationSplit: 0.1 }));
    refused('dataset-shape', model, { ...lenet5, dataset: { name: 'cifar10' } });
    const fiveOutputs = sequential({ inputShape: [28, 28, 1] }, [
      conv2d({ filters: 1, kernelSize: 3 }),
      flatten(),
      dense({ units: 5, activation: 'softmax' }),
    ]);
    refused('dataset-more-classes', fiveOutputs, lenet5);
  });

  it('settings are read as they were printed; what does not fit is named', () => {
    const file = path.join(folder, 'settings.json');
    writeFileSync(file, settingsText({ training: lenet5, seed: 7 }));
    assert.deepEqual(readSettings(file, say), { training: lenet5, seed: 7 });
    writeFileSync(file, JSON.stringify({ training: { ...lenet5, fit: { ...lenet5.fit, epochs: 0 } } }));
    assert.throws(() => readSettings(file, say), { name: 'UsageError', message: /^training\.fit\.epochs: / });
    assert.throws(() => readSettings(file, sayIn('ru')), { message: /^training\.fit\.epochs: [а-яё]/i });
    writeFileSync(file, '{');
    assert.throws(() => readSettings(file, say), { message: /settings\.json cannot be read as settings: / });
  });
});
