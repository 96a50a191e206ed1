import assert from 'node:assert/strict';
import { describeModel, lessonById } from '@convscope/model';
import { distance, kernelNorms, kernelOf, largest, unitNorms } from '../src/run/kernels.js';
import { cellAt, cellByKey, cellPlace, gridHeight, gridWidth } from '../src/view/layer/grid.js';
import { layerKind } from '../src/view/layer/layer-kind.js';
import { layerCaption, shapeText } from '../src/view/network/caption.js';
import { layerTile, tileHeight, transposed } from '../src/view/network/tile.js';
import { numbersFor } from '../src/texts/numbers.js';
import { catalogues } from '../src/texts/texts.js';

const { layers } = describeModel(lessonById('lenet5')!.model);

describe('the layers of LeNet-5', () => {
  it('are shown each in its way', () => {
    assert.deepEqual(
      layers.map((layer) => layerKind(layer).kind),
      ['kernels', 'none', 'kernels', 'none', 'norms', 'none', 'units', 'matrix'],
    );
  });

  it('have captions in Keras’s words', () => {
    assert.deepEqual(
      layers.map((layer) => layerCaption(layer, catalogues.en)),
      [
        '5×5 same tanh',
        '2×2 stride 1',
        '5×5 valid tanh',
        '2×2 stride 2',
        '5×5 valid tanh',
        '',
        'tanh',
        'softmax',
      ],
    );
    assert.equal(shapeText(layers[4]!.outputShape, numbersFor('en')), '7×7×120');
  });

  it('have miniatures that fit in the strip', () => {
    for (const layer of layers) {
      const tile = layerTile(layer);
      if (tile) assert.ok(gridHeight(tile.grid) <= tileHeight + 2 && gridWidth(tile.grid) <= 260, layer.name);
    }
  });
});

describe('kernels', () => {
  // [2, 1, 2, 3]: two weights a kernel, two maps, three filters; values tell where they are.
  const kernel = {
    name: 'kernel',
    shape: [2, 1, 2, 3],
    values: Float32Array.from({ length: 12 }, (_, i) => i),
  };

  it('are taken out of Keras’s layout', () => {
    assert.deepEqual([...kernelOf(kernel, 0, 0)], [0, 6]);
    assert.deepEqual([...kernelOf(kernel, 1, 2)], [5, 11]);
  });

  it('have norms, each and by filter', () => {
    assert.ok(Math.abs(kernelNorms(kernel)[0]! - 6) < 1e-6);
    assert.ok(Math.abs(unitNorms(kernel)[0]! - Math.hypot(0, 3, 6, 9)) < 1e-5);
    assert.equal(distance(kernelOf(kernel, 0, 0), kernelOf(kernel, 0, 1)), Math.SQRT2);
  });

  it('have a largest weight even where one is no number', () => {
    assert.equal(largest(Float32Array.of(-3, Number.NaN, 2, Infinity)), 3);
  });

  it('of a dense layer turn so that a row is a unit', () => {
    assert.deepEqual([...transposed(Float32Array.of(1, 2, 3, 4, 5, 6), 2)], [1, 3, 5, 2, 4, 6]);
  });
});

describe('a grid of cells', () => {
  const grid = {
    columns: 3,
    rows: 2,
    cellWidth: 10,
    cellHeight: 8,
    columnGap: 2,
    rowGap: 1,
    left: 20,
    top: 5,
  };

  it('finds the cell at every cell’s own place', () => {
    for (let column = 0; column < 3; column++)
      for (let row = 0; row < 2; row++) {
        const { x, y } = cellPlace(grid, { column, row });
        assert.deepEqual(cellAt(grid, x + 1, y + 1), { column, row });
      }
    assert.equal(cellAt(grid, 19, 6), null);
    assert.equal(cellAt(grid, 60, 6), null);
  });

  it('is walked with the arrow keys and ends at its edges', () => {
    assert.deepEqual(cellByKey(grid, { column: 2, row: 0 }, 'ArrowRight'), { column: 2, row: 0 });
    assert.deepEqual(cellByKey(grid, { column: 2, row: 0 }, 'ArrowDown'), { column: 2, row: 1 });
    assert.deepEqual(cellByKey(grid, { column: 2, row: 1 }, 'Home'), { column: 0, row: 1 });
    assert.equal(cellByKey(grid, { column: 0, row: 0 }, 'a'), null);
  });

  it('leaves arrows to the page along which there is nothing to choose', () => {
    const bars = { columns: 3, rows: 1 };
    assert.equal(cellByKey(bars, { column: 1, row: 0 }, 'ArrowDown'), null);
    const rows = { columns: 1, rows: 3 };
    assert.equal(cellByKey(rows, { column: 0, row: 1 }, 'ArrowLeft'), null);
    assert.deepEqual(cellByKey(rows, { column: 0, row: 1 }, 'End'), { column: 0, row: 2 });
  });
});
