import assert from 'node:assert/strict';
import { ModelError } from '../../src/index.js';
import {
  scriptSummary,
  sentenceText,
  type ScriptDescription,
  type ScriptReader,
} from '../../src/script/index.js';
import { scriptReader } from './reader.js';

let reader: ScriptReader;
before(async () => {
  reader = await scriptReader();
});

const head = `
from keras.models import Sequential
from keras.layers import *
`;

/** The shapes of the first model, as `28x28x6`; `?` where it is not known. */
function shapes({ models }: ScriptDescription): string[] {
  return (models[0]?.description.layers ?? []).map(
    ({ outputShape }) => outputShape?.slice(1).join('x') ?? '?',
  );
}

const said = ({ problems }: ScriptDescription) =>
  problems.map(({ place, problem }) => `${place.line}: ${sentenceText(problem)}`);

describe('what cannot be known of a script', () => {
  it('is named with its place and reason, and the rest goes on', () => {
    const script = reader.read(`${head}
n = int(input())
model = Sequential([Input((8, 8, 1))])
model.add(Conv2D(4, 3))
model.add(Conv2D(n, 3))
model.add(Flatten())
`);
    assert.deepEqual(shapes(script), ['6x6x4', '?', '?']);
    assert.deepEqual(said(script), [
      '8: “filters” of Conv2D is not known: “input()” is known only when the script runs',
    ]);
    assert.equal(script.models[0]?.isComplete, false);
  });

  it('is told where a layer depends on a condition', () => {
    const script = reader.read(`${head}
import os
model = Sequential([Input((8, 8, 1)), Flatten()])
if os.path.exists('deep'):
    model.add(Dense(100))
model.add(Dense(2))
`);
    assert.match(said(script).join(), /^7: Whether this happens is not known: “os.path.exists\(…\)”/);
  });

  it('says nothing of conditions that no network depends on', () => {
    const script = reader.read(`${head}
import os
if not os.path.isdir('out'):
    os.makedirs('out')
model = Sequential([Input((8, 8, 1)), Flatten()])
`);
    assert.deepEqual(said(script), []);
  });

  it('includes layers that do not fit, at the layer', () => {
    const script = reader.read(`${head}
model = Sequential()
model.add(Conv2D(4, 5, input_shape=(8, 8, 1)))
model.add(
    Conv2D(4, 5))
`);
    assert.deepEqual(shapes(script), ['4x4x4', '?']);
    assert.match(said(script).join(), /^8: layer “conv2d_1” \(Conv2D\): its window of 5×5 does not fit/);
  });

  it('includes broken text, while what stands before it is still read', () => {
    const script = reader.read(`${head}
model = Sequential()
model.add(Dense(4, input_shape=(3,)))
model.add(Dense(`);
    assert.deepEqual(shapes(script), ['4']);
    assert.match(said(script).join(), /cannot be read as Python/);
  });

  it('is said in Russian too', () => {
    const { problems } = scriptSummary(reader.read('import keras\nkeras.Sequential([what])'), 'ru');
    assert.match(problems[0]?.message ?? '', /^Часть модели неизвестна: имя «what»/);
    const narrow = `${head}Sequential([Conv2D(4, 5, input_shape=(3, 3, 1))])`;
    const [unfit] = scriptSummary(reader.read(narrow), 'ru').problems;
    assert.match(unfit?.message ?? '', /^слой «conv2d»/);
  });
});

describe('a hostile script', () => {
  const ends = (name: string, source: string) =>
    it(name, () => {
      const start = performance.now();
      reader.read(source);
      assert.ok(performance.now() - start < 2000);
    });
  ends('cannot loop for ever', `while True:\n    x = 1\n${'while True: x = 2\n'.repeat(50)}`);
  ends('cannot call itself for ever', 'def f(n):\n    return f(n + 1) + f(n + 2)\nf(0)\n');
  ends(
    'cannot fill the memory',
    "x = 'a' * 10 ** 9\ny = [0] * 10 ** 12\nz = range(10 ** 15)\nx = 'ab'\nfor i in range(60):\n    x = x + x\n",
  );
  ends(
    'cannot nest too deep',
    `x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\ny = ${'-'.repeat(20_000)}1\n`,
  );
  ends(
    'cannot build too many layers',
    `${head}model = Sequential()\nfor i in range(10 ** 4):\n    model.add(Dense(3, input_shape=(3,)))\n`,
  );

  it('finds no way to the names of JavaScript', () => {
    const script = reader.read(`${head}
a = {}.__proto__
b = {}['constructor']
model = Sequential([Dense(2, input_shape=(constructor,)), toString])
`);
    assert.equal(script.models[0]?.isComplete, false);
  });
});

describe('a script that is being written', () => {
  const lines = [
    ...`${head}\nn = 4\nmodel = Sequential()`.split('\n'),
    'model.add(Dense(n, input_shape=(3,)))',
    'model.add(Dense(n))',
  ];

  it('is read the same as if it were new after every change', () => {
    const open = reader.open();
    let text = lines.join('\n');
    const changes = [
      (now: string) => now.replace('n = 4', 'n = 7'),
      (now: string) => `# a line more\n\n${now}`,
      (now: string) => `${now}\nmodel.add(Den`,
      (now: string) => `${now}se(9, name='последний'))`,
      (now: string) => now.replace('model.add(Dense(n))\n', ''),
    ];
    open.read(text);
    for (const change of changes) {
      text = change(text);
      assert.deepEqual(scriptSummary(open.read(text)), scriptSummary(reader.read(text)));
    }
    open.dispose();
  });
});

describe('a notebook', () => {
  const notebook = (...cells: [type: string, source: string | string[]][]) =>
    JSON.stringify({ cells: cells.map(([cell_type, source]) => ({ cell_type, source })), nbformat: 4 });

  it('may spread a model over cells, between text and magics', () => {
    const summary = scriptSummary(
      reader.readNotebook(
        notebook(
          ['markdown', '# from keras import nothing'],
          [
            'code',
            ['%matplotlib inline\n', 'import keras\n', 'from keras import layers\n', '!pip install keras\n'],
          ],
          ['code', '%%bash\nls'],
          ['code', 'model = keras.Sequential()\nmodel.add(layers.Dense(4, input_shape=(3,)))'],
          ['code', '\nmodel.add(\n  layers.Dense(2))\nmodel.add(layers.Nothing())'],
        ),
      ),
    );
    assert.deepEqual(
      summary.models[0]?.layers.map(({ params, line, cell }) => [params, line, cell]),
      [
        [16, 2, 3],
        [10, 3, 4],
        [0, 4, 4],
      ],
    );
    assert.deepEqual(
      summary.problems.map(({ line, cell }) => [line, cell]),
      [[4, 4]],
    );
  });

  it('is refused with a sentence if it is none', () => {
    for (const text of ['', '{}', '[]', '{"cells": 3}']) {
      assert.throws(() => reader.readNotebook(text), ModelError);
    }
  });
});

describe('how a script trains', () => {
  const training = (source: string) => reader.read(source).training;

  it('is what ConvScope trains with, where it has everything', () => {
    const found = training(`
import keras
from keras.datasets import cifar10
from keras.preprocessing.image import ImageDataGenerator
(x, y), (tx, ty) = cifar10.load_data()
x = x.astype('float32') / 255
model = keras.Sequential([keras.layers.Flatten(input_shape=x.shape[1:]), keras.layers.Dense(10, 'softmax')])
model.compile('adam', 'sparse_categorical_crossentropy', ['acc'])
gen = ImageDataGenerator(rotation_range=15, zoom_range=0.2, horizontal_flip=True)
stop = keras.callbacks.EarlyStopping(patience=3)
model.fit(gen.flow(x[:2000], y[:2000], batch_size=50), epochs=4, callbacks=[stop])
model.save('out/net.keras')
`)?.config;
    assert.ok(found);
    assert.equal(found.dataset.name, 'cifar10');
    assert.deepEqual(found.fit, {
      batchSize: 50,
      epochs: 4,
      shuffle: true,
      validationSplit: 0,
      trainRange: [0, 1999],
    });
    assert.deepEqual([found.compile.optimizer.className, found.compile.metrics], ['Adam', ['accuracy']]);
    assert.deepEqual([found.augmentation?.rotationRange, found.augmentation?.zoomRange], [15, [0.8, 1.2]]);
    assert.deepEqual([found.callbacks[0]?.className, found.saveAs], ['EarlyStopping', 'out/net.keras']);
  });

  it('takes a generator’s rescaling for the division by 255', () => {
    const source = (rescale: string) => `
import keras
(x, y), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([keras.layers.Dense(10, input_shape=(28,))])
gen = keras.preprocessing.image.ImageDataGenerator(${rescale})
model.fit_generator(gen.flow(x, y), epochs=1)
`;
    const scaled = reader.read(source('rescale=1./255'));
    assert.deepEqual([scaled.training?.augmentation?.rescale, said(scaled)], [null, []]);
    assert.match(said(reader.read(source(''))).join(), /not divided by 255/);
  });

  it('says what it lacks', () => {
    const script = reader.read(`
import keras, numpy as np
x = np.load('mine.npy')
model = keras.Sequential([keras.layers.Dense(1, input_shape=(28,))])
model.compile(keras.optimizers.Nadam(0.01, clipnorm=1), loss='hinge', metrics=['mae'])
model.fit(x, x, epochs=int(x[0]), class_weight={0: 1})
`);
    const { training } = script;
    assert.ok(training);
    assert.equal(training.config, null);
    assert.deepEqual(training.compile?.optimizer, { className: 'Nadam', learningRate: 0.01 });
    assert.equal(training.fit?.epochs, null);
    for (const word of [/clipnorm/, /Nadam/, /hinge/, /mae/, /epochs/, /class_weight/, /choose a data set/]) {
      assert.match(said(script).join('\n'), word);
    }
  });
});
