import assert from 'node:assert/strict';
import { readModelFile, readWeightsFile, weightPlaces, type SavedWeight } from '../../src/files/index.js';
import { describeModel, summaryText } from '../../src/index.js';
import { assertWithin, largestDifference, worstOf, type Comparison } from '../comparison.js';
import { oracle } from '../oracle.js';
import { expected, fixture, modelFile, type Statistics } from './model-files.js';

describe('readModelFile', () => {
  for (const [file, numbers] of [
    ['vertical-line.h5', 'vertical-line'],
    ['vertical-line.keras', 'vertical-line'],
    ['lenet5.h5', 'lenet5'],
    ['lenet5.keras', 'lenet5'],
    ['cifar10.h5', 'cifar10'],
    ['functional.h5', 'functional'],
    ['functional.keras', 'functional'],
    ['keras2-lenet5.h5', 'keras2-lenet5'],
    ['keras2-functional.h5', 'keras2-functional'],
  ] as const) {
    it(`reads the weights of ${file} as h5py does`, () => {
      const model = readModelFile(modelFile(file));
      assertSame(model.weights, expected(numbers).weights);
      assert.deepEqual(
        model.weights.map(({ layer, name, shape }) => ({ layer, name, shape })),
        weightPlaces(model.description).map(({ layer, name, shape }) => ({ layer, name, shape })),
      );
    });
  }

  it('describes a network out of any file as its summary does', () => {
    for (const file of ['lenet5.h5', 'lenet5.keras', 'keras2-lenet5.h5']) {
      const { description } = readModelFile(modelFile(file));
      const text = summaryText(description, { columns: 80 });
      assert.equal(text, summaryText(describeModel(oracle('lenet5-input').config), { columns: 80 }));
    }
  });

  it('reads the optimizer of Keras 3 and of Keras 2, its settings, its steps and its slots', () => {
    for (const [file, optimizer] of [
      ['cifar10.h5', { className: 'RMSprop', learningRate: 1e-4, decay: 1e-6, rho: 0.9, epsilon: 1e-7 }],
      ['functional.h5', { className: 'Adam', learningRate: 0.003, decay: 0, beta1: 0.9, beta2: 0.999 }],
      ['keras2-functional.h5', { className: 'RMSprop', learningRate: 1e-3, decay: 1e-6, rho: 0.9 }],
      ['lenet5.h5', { className: 'SGD', learningRate: 0.01, momentum: 0, nesterov: false }],
    ] as const) {
      const model = readModelFile(modelFile(file));
      const { iterations, slots } = expected(file.replace('.h5', ''));
      assert.equal(model.compile?.loss, 'categorical_crossentropy', file);
      assert.deepEqual(model.compile.metrics, ['accuracy']);
      assert.deepEqual({ ...model.optimizer?.config, ...optimizer }, model.optimizer?.config);
      assert.ok(model.optimizer !== null);
      assert.equal(model.optimizer.iterations, iterations);
      assertSame(
        model.optimizer.slots.map(({ weight, values }) => ({ ...model.weights[weight]!, values })),
        slots,
      );
    }
  });

  it('says what it could not read beside the model, and reads the model', () => {
    const { compile, optimizer, warnings } = readModelFile(modelFile('lenet5.keras'));
    assert.deepEqual({ compile, optimizer }, { compile: null, optimizer: null });
    assert.deepEqual(warnings, [
      { kind: 'compile-not-read', reason: { code: 'optimizer-not-named', values: {} } },
    ]);
    assert.deepEqual(readModelFile(modelFile('vertical-line.keras')).warnings, []);
  });

  it('misses nothing in an optimizer that has not made a step', () => {
    const { compile, optimizer, warnings } = readModelFile(fixture('compiled-untrained.h5'));
    assert.equal(compile?.optimizer.className, 'Adam');
    assert.deepEqual({ optimizer, warnings }, { optimizer: null, warnings: [] });
  });

  it('finds the weights of cells, of both directions, and of what a wrapper holds', () => {
    const { weights } = readModelFile(fixture('recurrent.keras'));
    // What Keras 3.15.1 says of the model that it saved: the first number of each weight.
    const firsts = [-0.020527184, 0.58982432, 0, 0.18859547, -0.03700137, 0, 0.28314877, 0];
    assert.deepEqual(
      weights.map(({ values }) => values[0]),
      [...firsts, 1.0848658, 0.62142801, 0].map(Math.fround),
    );
  });
});

describe('readWeightsFile', () => {
  const { description } = readModelFile(modelFile('functional.h5'));

  for (const file of ['functional.weights.h5', 'functional.keras', 'functional.h5']) {
    it(`reads ${file} into a network that is known`, () => {
      assertSame(readWeightsFile(modelFile(file), description), expected('functional').weights);
    });
  }

  it("refuses another network's weights with the layer's name", () => {
    assert.throws(() => readWeightsFile(modelFile('lenet5.h5'), description), {
      name: 'ModelError',
      reason: 'its network has 10 layers with weights, and it holds weights of 5',
    });
    assert.throws(() => readWeightsFile(modelFile('lenet5.keras'), description), {
      reason: /^layer “conv2d” \(Conv2D\): its kernel should have the shape \(3, 3, 3, 8\)/,
    });
  });
});

/** Equal to the bit in the first eight, and in mean and deviation to what a sum in another order may differ. */
function assertSame(weights: readonly SavedWeight[], numbers: Statistics[]): void {
  assert.equal(weights.length, numbers.length);
  const compared = weights.map(({ layer, name, shape, values }, index): Comparison[] => {
    const { layer: itsLayer = layer, name: itsName = name, ...right } = numbers[index]!;
    // Keras 2 has another name for the kernel of a DepthwiseConv2D.
    const kerasThree = layer === 'depthwise_conv2d' ? itsName.replace('depthwise_kernel', 'kernel') : itsName;
    const at = `${layer}/${name}`;
    assert.equal(at, `${itsLayer}/${kerasThree}`);
    assert.deepEqual([...shape], right.shape, at);
    const first8 = largestDifference(values.subarray(0, 8), right.first8);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const sums = largestDifference([mean, Math.sqrt(variance)], [right.mean, right.std]);
    return [
      { what: 'first 8 values', at, difference: first8, tolerance: 0 },
      { what: 'mean and deviation', at, difference: sums, tolerance: 1e-9 },
    ];
  });
  const of = (what: string) => compared.flat().filter((each) => each.what === what);
  const kinds = ['first 8 values', 'mean and deviation'].map(of).filter((all) => all.length > 0);
  assertWithin(kinds.map((all) => ({ ...worstOf(all), over: `${weights.length} tensors` })));
}
