import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describeModel } from '@convscope/model';
import { networkOfScript } from '../../src/cli/training/of-script.js';
import { sayIn } from '../../src/cli/texts.js';
import { UsageError } from '../../src/cli/usage-errors.js';

const context = { say: sayIn('en'), language: 'en' } as const;
const begin = `import keras
from keras import layers
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
model = keras.Sequential([
    layers.Conv2D(4, 3, activation='relu', input_shape=(28, 28, 1)),
    layers.Flatten(),
    layers.Dense(10, activation='softmax'),
])
`;

describe('a Keras script that is trained', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'convscope-train-script-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function read(code: string, dataset?: { name: 'cifar10' }) {
    const file = path.join(folder, 'net.py');
    await writeFile(file, code);
    return networkOfScript(file, dataset, context);
  }

  it('is trained as it says', async () => {
    const { name, model, training, notes } = await read(`${begin}
x_train = x_train.reshape(-1, 28, 28, 1) / 255
y_train = keras.utils.to_categorical(y_train, 10)
model.compile(optimizer=keras.optimizers.Adam(0.002), loss='categorical_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_train, batch_size=64, epochs=3)
`);
    assert.equal(name, 'net');
    assert.equal(describeModel(model).totalParams, 27_090);
    assert.deepEqual(training.dataset, { name: 'mnist' });
    assert.equal(training.compile.optimizer.className, 'Adam');
    assert.equal(training.compile.optimizer.learningRate, 0.002);
    assert.deepEqual([training.fit.batchSize, training.fit.epochs], [64, 3]);
    assert.match(notes.join('\n'), /as it says/);
  });

  it('takes Keras’s defaults for what ConvScope has not got, and names it with its line', async () => {
    const { training, notes } = await read(`${begin}
model.compile(optimizer=keras.optimizers.Adadelta(), loss='categorical_crossentropy')
model.fit(x_train, y_train, batch_size=16, epochs=2)
`);
    assert.equal(training.compile.optimizer.className, 'RMSprop');
    assert.deepEqual([training.fit.batchSize, training.fit.epochs], [16, 2]);
    assert.match(notes.join('\n'), /net\.py:10: .*Adadelta/);
  });

  it('needs a network that was understood whole', async () => {
    await assert.rejects(read('import keras\nmodel = keras.models.load_model("x.h5")\n'), UsageError);
  });

  it('asks for images that nothing tells', async () => {
    const code =
      'from keras import Sequential, layers\nm = Sequential([layers.Flatten(input_shape=(9, 9, 1))])\n';
    await assert.rejects(read(code), { message: /9 × 9 × 1.*--dataset/ });
    assert.deepEqual((await read(code, { name: 'cifar10' })).training.dataset, { name: 'cifar10' });
  });
});
