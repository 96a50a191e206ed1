import assert from 'node:assert/strict';
import { hintsOf } from '../../src/source/hints.js';
import { lensesOf } from '../../src/source/lenses.js';
import { describeSource, lenet5 } from './support.js';

const hints = async (text: string | readonly string[], cell?: number) =>
  hintsOf(await describeSource(text), { language: 'en', cell }).map(({ line, label }) => [line, label]);

describe('hints beside layers', () => {
  it('says what each layer of LeNet-5 makes of its input, and what it costs', async () => {
    assert.deepEqual(await hints(lenet5), [
      [4, '→ (None, 28, 28, 6) · 156 params'],
      [5, '→ (None, 27, 27, 6)'],
      [6, '→ (None, 23, 23, 16) · 2,416 params'],
      [7, '→ (None, 11, 11, 16)'],
      [8, '→ (None, 7, 7, 120) · 48,120 params'],
      [9, '→ (None, 5880)'],
      [10, '→ (None, 84) · 494,004 params'],
      [11, '→ (None, 10) · 850 params'],
    ]);
  });

  it('speaks Russian', async () => {
    const [first] = hintsOf(await describeSource(lenet5), { language: 'ru' });
    assert.equal(first?.label, '→ (None, 28, 28, 6) · параметров: 156');
  });

  it('stands at the last line of a layer that takes several', async () => {
    const text =
      'import keras\nmodel = keras.Sequential([\n  keras.layers.Dense(\n    4,\n    input_shape=(3,),\n  ),\n])\n';
    assert.deepEqual(await hints(text), [[6, '→ (None, 4) · 16 params']]);
  });

  it('has one hint for all layers of a line', async () => {
    const text =
      'import keras\ni = keras.Input((8, 8, 1)); x = keras.layers.Flatten()(i)\nm = keras.Model(i, x)\n';
    assert.deepEqual(await hints(text), [[2, '→ (None, 8, 8, 1) → (None, 64)']]);
  });

  it('says of a loop how many layers it makes, the first and the last', async () => {
    const loop = (layer: string) =>
      `import keras\nfrom keras.layers import *\nm = keras.Sequential([Input((8, 8, 4))])\nfor f in (8, 16):\n  m.add(${layer})\n`;
    assert.deepEqual((await hints(loop('Conv2D(f, 3)'))).at(-1), [5, '→ (6, 6, 8) … (4, 4, 16) ×2']);
    assert.deepEqual((await hints(loop("Conv2D(4, 3, padding='same')"))).at(-1), [
      5,
      '→ (None, 8, 8, 4) ×2 · 296 params',
    ]);
    assert.deepEqual((await hints(loop('Conv2D(f, 5)'))).at(-1), [5, '→ (4, 4, 8) … ? ×2']);
  });

  it('says where the shape is lost, and nothing after that', async () => {
    const found = await hints(lenet5.replace('120, (5, 5)', '120, (12, 12)'));
    assert.deepEqual(found.at(-1), [8, '→ ?']);
    assert.equal(found.length, 5);
  });

  it('says nothing where no shape is known', async () => {
    const text = 'import keras\nm = keras.Sequential()\nm.add(keras.layers.Dense(4))\n';
    assert.deepEqual(await hints(text), []);
  });

  it('follows a model through the cells of a notebook, past magics', async () => {
    const cells = [
      '%matplotlib inline\nimport keras\nm = keras.Sequential()',
      '',
      'm.add(keras.layers.Dense(4, input_shape=(3,)))',
      '%%bash\nif [',
      'm.add(keras.layers.Dense(2))',
    ];
    assert.deepEqual(await hints(cells, 2), [[1, '→ (None, 4) · 16 params']]);
    assert.deepEqual(await hints(cells, 4), [[1, '→ (None, 2) · 10 params']]);
    assert.deepEqual(await hints(cells, 0), []);
  });
});

describe('the line over a model', () => {
  const figures = async (text: string | readonly string[], cell?: number) =>
    lensesOf(await describeSource(text), { language: 'en', cell }).map((lens) => [
      lens.place.line,
      lens.figures,
    ]);

  it('says how many layers and parameters it has', async () => {
    assert.deepEqual(await figures(lenet5), [[3, '8 layers · 545,546 parameters']]);
    const [russian] = lensesOf(await describeSource(lenet5), { language: 'ru' });
    assert.deepEqual([russian?.summary, russian?.figures], ['Сводка', 'слоёв: 8 · параметров: 545\u00a0546']);
  });

  it('says where shapes do not fit, and when not all is understood', async () => {
    assert.deepEqual(await figures(lenet5.replace('120, (5, 5)', '120, (12, 12)')), [
      [3, '8 layers · shapes do not fit at line 8'],
    ]);
    assert.deepEqual(await figures(lenet5.replace('Flatten()', 'keras.layers.Mystery()')), [
      [3, '8 layers · not all of it is understood'],
    ]);
    assert.deepEqual(await figures(lenet5.replace(', input_shape=(28, 28, 1)', '')), [
      [3, '8 layers · no input shape yet'],
    ]);
  });

  it('stands in the cell that makes the model', async () => {
    const cells = ['import keras', 'm = keras.Sequential([keras.layers.Dense(4, input_shape=(3,))])'];
    assert.deepEqual(await figures(cells, 0), []);
    assert.deepEqual(await figures(cells, 1), [[1, '1 layer · 16 parameters']]);
  });
});
