import assert from 'node:assert/strict';
import { hoverText } from '../../src/source/hover-text.js';
import { layersInSource } from '../../src/source/layers-in-source.js';
import { layerSentence } from '../../src/source/layer-sentences.js';
import { describeSource, lenet5 } from './support.js';

async function hoverAt(text: string, line: number, language: 'en' | 'ru' = 'en'): Promise<string> {
  const at = layersInSource(await describeSource(text), undefined).find(({ place }) => place.line === line);
  return hoverText(at?.layers ?? [], language);
}

/** The rows of the table: name and value. */
async function rows(
  text: string,
  line: number,
  language: 'en' | 'ru' = 'en',
): Promise<Record<string, string>> {
  const hover = await hoverAt(text, line, language);
  const found = [...hover.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)];
  return Object.fromEntries(found.map((match) => [match[1]!, match[2]!]));
}

describe('hovers over layers', () => {
  it('shows the arithmetic of a convolution', async () => {
    assert.match(
      await hoverAt(lenet5, 6),
      /^\*\*`conv2d_1`\*\* \(Conv2D\) → `\(None, 23, 23, 16\)`\n\nEach filter/,
    );
    assert.deepEqual(await rows(lenet5, 6), {
      'parameters': '5 × 5 × 6 × 16 + 16 = **2,416**',
      'output side': '27 − 5 + 1 = 23',
      'multiply-adds': '(23 × 23) × (5 × 5 × 6 × 16) = **1,269,600**',
      'output memory': '33.1 KB an image',
      'receptive field': '10 × 10 pixels of the input',
    });
  });

  it('shows that of pooling, flattening and dense layers', async () => {
    assert.deepEqual(await rows(lenet5, 7), {
      'output side': '⌊(23 − 2) / 2⌋ + 1 = 11',
      'output memory': '7.6 KB an image',
      'receptive field': '11 × 11 pixels of the input',
    });
    assert.equal((await rows(lenet5, 9))['output size'], '7 × 7 × 120 = 5,880');
    assert.deepEqual(await rows(lenet5, 10), {
      'parameters': '5,880 × 84 + 84 = **494,004**',
      'multiply-adds': '5,880 × 84 = **493,920**',
      'output memory': '336 bytes an image',
    });
  });

  it('speaks Russian', async () => {
    const russian = await rows(lenet5, 6, 'ru');
    assert.equal(russian['параметры'], '5 × 5 × 6 × 16 + 16 = **2\u00a0416**');
    assert.equal(russian['память выхода'], '33,1 КБ на изображение');
  });

  it('counts strides with "same", separable kernels, holes, and moving means', async () => {
    const text = `from keras import Input, Sequential
from keras.layers import *
m = Sequential([Input((32, 32, 3)),
  Conv2D(8, 3, strides=2, padding='same'),
  SeparableConv2D(16, 3),
  BatchNormalization(),
  Conv2D(4, 3, dilation_rate=2),
])`;
    assert.equal((await rows(text, 4))['output side'], '⌈32 / 2⌉ = 16');
    const separable = await rows(text, 5);
    assert.equal(separable['parameters'], '3 × 3 × 8 × 1 + 1 × 1 × 8 × 16 + 16 = **216**');
    assert.equal(
      separable['multiply-adds'],
      '(14 × 14) × (3 × 3 × 8 × 1) + (14 × 14) × (1 × 1 × 8 × 16) = **39,200**',
    );
    assert.equal(separable['receptive field'], '7 × 7 pixels of the input');
    const normalization = await rows(text, 6);
    assert.equal(normalization['parameters'], '16 + 16 + 16 + 16 = **64**');
    assert.equal(normalization['of these not trained'], '32');
    const holes = await rows(text, 7);
    assert.equal(holes['output side'], '14 − 5 + 1 = 10');
    assert.equal(holes['receptive field'], '15 × 15 pixels of the input');
  });

  it('traces the widest of two paths that meet', async () => {
    const text = `from keras import Input, Model
from keras.layers import *
i = Input((32, 32, 3))
a = Conv2D(8, 5, padding='same')(i)
b = Conv2D(8, 1)(i)
s = Add()([a, b])
m = Model(i, s)`;
    assert.equal((await rows(text, 6))['receptive field'], '5 × 5 pixels of the input');
  });

  it('lists the layers of a loop', async () => {
    const text =
      'import keras\nm = keras.Sequential()\nfor n in (3, 2):\n  m.add(keras.layers.Dense(n, input_shape=(4,)))\n';
    const hover = await hoverAt(text, 4);
    assert.match(hover, /^Each unit/);
    assert.match(
      hover,
      /- \*\*`dense`\*\* \(Dense\) → `\(None, 3\)` · 15 params\n- \*\*`dense_1`\*\* \(Dense\) → `\(None, 2\)` · 8 params/,
    );
  });

  it('lets no name of a script act as Markdown', async () => {
    const text =
      "import keras\nm = keras.Sequential([keras.layers.Dense(1, input_shape=(1,), name='a`](command:x)<b>')])\n";
    assert.match(await hoverAt(text, 2), /^\*\*`acommand:xb`\*\*/);
  });

  it('has a sentence for each kind of layer, for all numbers of sides', () => {
    for (const name of [
      'Conv1D',
      'Conv3D',
      'Conv2DTranspose',
      'SpatialDropout2D',
      'GlobalMaxPooling2D',
      'Dropout',
    ])
      assert.ok(layerSentence(name), name);
    assert.equal(layerSentence('Mystery'), undefined);
  });
});
