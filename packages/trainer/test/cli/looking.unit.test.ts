import assert from 'node:assert/strict';
import { shortest } from '../../src/cli/looking/float32.js';
import { mapsText } from '../../src/cli/looking/maps-text.js';
import { predictionLine, predictionText } from '../../src/cli/looking/prediction.js';
import { suggest } from '../../src/cli/suggest.js';

const probabilities = Float32Array.of(0.125, 0.75, 0.125);
const prediction = { type: 'prediction' as const, index: 4, probabilities, label: 0 };

describe('a prediction', () => {
  it('is a line of numbers for a program: the first of equal ones is the larger', () => {
    assert.deepEqual(predictionLine(prediction), {
      index: 4,
      probabilities: [0.125, 0.75, 0.125],
      top: 1,
      label: 0,
    });
    const tie = { type: 'prediction' as const, file: 'a.png', probabilities: Float32Array.of(0.5, 0.5) };
    assert.deepEqual(predictionLine(tie), { file: 'a.png', probabilities: [0.5, 0.5], top: 0 });
  });

  it('is the likeliest classes by their names for a person, and whether it is right', () => {
    const classNames = ['cat', 'dog', 'ship'];
    assert.equal(predictionText({ ...prediction, classNames }), '4  dog 75.0%  cat 12.5%  ship 12.5%  ✗ cat');
    assert.equal(predictionText({ ...prediction, label: 1 }), '4  1 75.0%  0 12.5%  2 12.5%  ✓');
  });

  it('of one output is the number', () => {
    assert.equal(
      predictionText({ type: 'prediction', file: 'a.png', probabilities: Float32Array.of(3) }),
      'a.png  3.0000',
    );
  });
});

describe('float32 numbers in JSON', () => {
  it('have no more digits than they need, and read back as the same', () => {
    const values = Float32Array.of(0.1, 1 / 3, 1e-20, 16_777_215, -0.99275535, 0, 3.4e38, NaN);
    const written = shortest(values);
    assert.deepEqual(written.slice(0, 2), [0.1, 0.33333334]);
    assert.deepEqual(Float32Array.from(written), values);
  });
});

describe('feature maps in text', () => {
  it('stand beside each other, two rows of a map in a line', () => {
    // Two maps of 4 × 4: a bright upper half, a bright right half.
    const data = Float32Array.from({ length: 32 }, (_, i) => {
      const [row, column, map] = [i >> 3, (i >> 1) & 3, i & 1];
      return Number(map === 0 ? row < 2 : column > 1);
    });
    assert.deepEqual(mapsText({ layer: 'conv2d', shape: [1, 4, 4, 2], data }, 80).split('\n'), [
      'conv2d 1 × 4 × 4 × 2  (0.000 … 1.000)',
      '0    1',
      '████   ██',
      '       ██',
    ]);
  });

  it('go below each other where the terminal is narrow', () => {
    const text = mapsText({ layer: 'c', shape: [1, 2, 4, 3], data: new Float32Array(24) }, 9);
    assert.deepEqual(
      text.split('\n').filter((line) => /^\d/.test(line)),
      ['0    1', '2'],
    );
  });

  it('of a dense layer are bars, and what is no number is seen', () => {
    const text = mapsText({ layer: 'dense', shape: [1, 4], data: Float32Array.of(0, 0.5, 1, NaN) }, 80);
    assert.equal(text, 'dense 1 × 4\n0.000 … 1.000\n ▄█?');
  });
});

describe('did you mean', () => {
  it('knows letters that are missing, wrong, swapped, and no wild guesses', () => {
    const known = ['vertical-line', 'lenet5', 'lenet5-classic', 'cifar10'];
    assert.equal(suggest('lenet', known), 'lenet5');
    assert.equal(suggest('cifra10', known), 'cifar10');
    assert.equal(suggest('Vertical-Lin', known), 'vertical-line');
    assert.equal(suggest('resnet', known), undefined);
    assert.equal(suggest('x', known), undefined);
  });
});
