import assert from 'node:assert/strict';
import { findingsOf, type Finding } from '../../src/source/findings.js';
import { fixesFor, type Fix } from '../../src/source/fixes.js';
import { oldArguments } from '../../src/source/old-arguments.js';
import { describeSource, lenet5 } from './support.js';

const findings = async (text: string, language: 'en' | 'ru' = 'en') =>
  findingsOf(await describeSource(text), { language });

/** The text after a fix. */
function apply({ place, newText }: Fix, text: string): string {
  const lines = text.split('\n');
  const offset = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column;
  const start = offset(place.line, place.column);
  return text.slice(0, start) + newText + text.slice(offset(place.endLine, place.endColumn));
}

/** A network whose second convolution has too little left. */
const tooSmall = (layer: string) => `import keras
from keras.layers import *
m = keras.Sequential()
m.add(Conv2D(8, 3, input_shape=(8, 8, 1)))
m.add(MaxPooling2D(2))
m.add(Activation('relu'))
m.add(${layer})
`;

describe('what is marked in a source', () => {
  it('is nothing where all is in order, or where Python itself is not', async () => {
    assert.deepEqual(await findings(lenet5), []);
    assert.deepEqual(await findings(`${lenet5}x = = 3\n`), []);
  });

  it('is the layer that does not fit, once, with the layer that led to it', async () => {
    const found = await findings(tooSmall('Conv2D(8, 5)'));
    assert.equal(found.length, 1);
    const [wrong] = found as [Finding];
    assert.deepEqual([wrong.severity, wrong.code, wrong.place.line], ['error', 'shape', 7]);
    assert.match(
      wrong.message,
      /^Layer “conv2d_1” \(Conv2D\): its window of 5×5 does not fit into its input of 3×3/,
    );
    assert.deepEqual(
      [wrong.cause?.place.line, wrong.cause?.message],
      [5, '“max_pooling2d” leaves (None, 3, 3, 8)'],
    );
    const [russian] = await findings(tooSmall('Conv2D(8, 5)'), 'ru');
    assert.match(russian?.message ?? '', /окно 5×5 не помещается во вход 3×3/);
    assert.match(russian?.message ?? '', /^Слой «conv2d_1» \(Conv2D\): окно 5×5 не помещается во вход 3×3/);
    assert.equal(russian?.cause?.message, '«max_pooling2d» оставляет (None, 3, 3, 8)');
  });

  it('is an argument that Keras does not take, as a warning', async () => {
    const [found] = await findings(lenet5.replace('padding=', 'paddin='));
    assert.deepEqual([found?.severity, found?.code, found?.name], ['warning', 'argument', 'paddin']);
  });

  it('is what was not understood, as a mere hint', async () => {
    const [found] = await findings(lenet5.replace('Flatten()', 'keras.layers.Mystery()'));
    assert.deepEqual([found?.severity, found?.code, found?.place.line], ['hint', 'not-understood', 9]);
  });

  it('is an optimizer’s old argument', () => {
    const text =
      'x = 1\nopt = keras.optimizers.SGD(momentum=0.9, lr=0.01)\nAdam(learning_rate=lr)\nf(lr=1)\n';
    const found = oldArguments(text, { language: 'en' });
    assert.deepEqual(
      found.map(({ place }) => [place.line, place.column, place.endColumn]),
      [[2, 41, 43]],
    );
    assert.match(
      apply(fixesFor(found[0]!, text, 'en')[0]!, text),
      /SGD\(momentum=0\.9, learning_rate=0\.01\)/,
    );
  });
});

describe('what one click puts right', () => {
  const fixed = async (text: string, number = 0) => {
    const [finding] = await findings(text);
    assert.ok(finding);
    const fixes = fixesFor(finding, text, 'en');
    return { titles: fixes.map(({ title }) => title), text: fixes[number] && apply(fixes[number], text) };
  };

  it('pads a window that is too large, in the quotes of the script', async () => {
    for (const [before, after] of [
      ['Conv2D(8, 5)', "Conv2D(8, 5, padding='same')"],
      ["Conv2D(8, 5, padding='valid')", "Conv2D(8, 5, padding='same')"],
      ['Conv2D(8, 5, activation="relu", )', 'Conv2D(8, 5, activation="relu", padding="same", )'],
      ['Conv2D(\n    8,\n    (5, 5)\n)', "Conv2D(\n    8,\n    (5, 5), padding='same'\n)"],
      ['MaxPooling2D(5)', "MaxPooling2D(5, padding='same')"],
    ] as const) {
      const { text, titles } = await fixed(tooSmall(before));
      assert.equal(titles[0], 'Pad with padding="same"');
      assert.equal(text, tooSmall(after));
      assert.deepEqual(await findings(text), []);
    }
  });

  it('does not pad what says its padding by position or does not understand it', async () => {
    for (const layer of [
      "Conv2D(8, 5, 1, 'valid')",
      "MaxPooling2D(5, 1, 'valid')",
      'Dense(8, input_shape=5)',
    ])
      for (const finding of await findings(tooSmall(layer)))
        assert.ok(
          fixesFor(finding, tooSmall(layer), 'en').every(({ title }) => !title.startsWith('Pad')),
          layer,
        );
  });

  it('removes the pooling that left too little', async () => {
    const { titles, text } = await fixed(tooSmall('Conv2D(8, 5)'), 1);
    assert.equal(titles[1], 'Remove the pooling in line 5');
    assert.equal(text, tooSmall('Conv2D(8, 5)').replace('m.add(MaxPooling2D(2))\n', ''));
  });

  it('corrects a misspelt argument', async () => {
    const { titles, text } = await fixed(lenet5.replace('padding=', 'paddin='));
    assert.deepEqual(titles, ['Change to “padding”']);
    assert.equal(text, lenet5);
  });
});
