import assert from 'node:assert/strict';
import { lessonById } from '@convscope/model';
import { initialWeights } from '../../src/training/initialize.js';
import { buildNetwork } from '../../src/training/network.js';
import { sequential } from '../support/tiny.js';

/** The first values of a Dense kernel `[inputs, units]`. */
function kernelOf(initializer: unknown, inputs = 200, units = 100): Float32Array {
  const network = buildNetwork(
    sequential(
      [1, 1, inputs],
      [
        ['Flatten', {}],
        ['Dense', { units, use_bias: false, kernel_initializer: initializer }],
      ],
    ),
  );
  return initialWeights(network, 7)[0]!;
}

describe('initialWeights', () => {
  const network = buildNetwork(lessonById('lenet5')!.model);
  const weights = initialWeights(network, 42);

  it('fills kernels evenly up to Glorot’s limit and leaves biases at zero', () => {
    network.weights.forEach(({ name, shape }, i) => {
      const values = weights[i]!;
      const window = shape.slice(0, -2).reduce((product, size) => product * size, 1);
      // The window counts in both fans, as in Keras.
      const limit = name === 'bias' ? 0 : Math.sqrt(6 / (window * (shape.at(-2)! + shape.at(-1)!)));
      assert.equal(
        values.length,
        shape.reduce((product, size) => product * size),
      );
      assert.ok(values.every((value) => Math.abs(value) <= limit + 1e-7));
      assert.ok(
        values.some((value) => value >= 0.9 * limit) && values.some((value) => value <= -0.9 * limit),
      );
    });
  });

  it('depends on the seed and on the layer, and on nothing else', () => {
    assert.deepEqual(initialWeights(network, 42), weights);
    assert.notDeepEqual(initialWeights(network, 43)[0], weights[0]);
    const alone = { weights: network.weights.slice(2, 3), initializers: network.initializers.slice(2, 3) };
    assert.deepEqual(initialWeights(alone, 42)[0], weights[2]);
  });

  // Of a kernel [200, 100]: √(scale / fan), the fans' mean being 150. Uniform ones end at √3 deviations.
  const scaled: [name: string, stddev: number, ends: number][] = [
    ['GlorotNormal', Math.sqrt(1 / 150), 2 / 0.8796],
    ['glorot_uniform', Math.sqrt(1 / 150), Math.sqrt(3)],
    ['he_normal', Math.sqrt(2 / 200), 2 / 0.8796],
    ['HeUniform', Math.sqrt(2 / 200), Math.sqrt(3)],
    ['lecun_normal', Math.sqrt(1 / 200), 2 / 0.8796],
    ['LecunUniform', Math.sqrt(1 / 200), Math.sqrt(3)],
    ['truncated_normal', 0.05 * 0.8796, 2 / 0.8796],
    ['random_uniform', 0.05 / Math.sqrt(3), Math.sqrt(3)],
  ];
  for (const [name, stddev, ends] of scaled) {
    it(`knows ${name} by its deviation and where it ends`, () => {
      const values = kernelOf(name);
      const { mean, deviation } = spreadOf(values);
      assert.ok(Math.abs(mean) < 0.02 * stddev, `mean ${mean}`);
      assert.ok(Math.abs(deviation / stddev - 1) < 0.02, `deviation ${deviation}, expected ${stddev}`);
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      assert.ok(largest <= ends * stddev * 1.001 && largest > ends * stddev * 0.97, `largest ${largest}`);
    });
  }

  it('reads what an initializer is told', () => {
    assert.ok(kernelOf({ class_name: 'Constant', config: { value: 0.25 } }).every((value) => value === 0.25));
    assert.ok(kernelOf({ class_name: 'Ones', config: {} }).every((value) => value === 1));
    const normal = spreadOf(kernelOf({ class_name: 'RandomNormal', config: { mean: 3, stddev: 0.5 } }));
    assert.ok(Math.abs(normal.mean - 3) < 0.01 && Math.abs(normal.deviation - 0.5) < 0.01);
    const config = { scale: 2, mode: 'fan_out', distribution: 'untruncated_normal' };
    const variance = kernelOf({ class_name: 'VarianceScaling', config });
    assert.ok(Math.abs(spreadOf(variance).deviation - Math.sqrt(2 / 100)) < 0.003);
    assert.deepEqual(
      [...kernelOf({ class_name: 'Identity', config: { gain: 2 } }, 2, 3)],
      [2, 0, 0, 0, 2, 0],
    );
  });

  for (const [inputs, units] of [
    [40, 25],
    [25, 40],
  ] as const) {
    it(`makes the shorter side of [${inputs}, ${units}] orthogonal`, () => {
      const kernel = kernelOf({ class_name: 'OrthogonalInitializer', config: { gain: 3 } }, inputs, units);
      const vector = (i: number) =>
        inputs < units
          ? kernel.subarray(i * units, (i + 1) * units)
          : kernel.filter((_, at) => at % units === i);
      for (let i = 0; i < 25; i++) {
        for (let j = 0; j <= i; j++) {
          const product = vector(i).reduce((sum, value, at) => sum + value * vector(j)[at]!, 0);
          assert.ok(Math.abs(product - (i === j ? 9 : 0)) < 1e-5);
        }
      }
    });
  }

  it('starts batch normalization at rest', () => {
    const batchNormalization = buildNetwork(sequential([2, 2, 3], [['BatchNormalization', {}]]));
    assert.deepEqual(
      initialWeights(batchNormalization, 1).map((values) => [...values]),
      [
        [1, 1, 1],
        [0, 0, 0],
        [0, 0, 0],
        [1, 1, 1],
      ],
    );
  });

  it('refuses an initializer that it does not know, only when it is used', () => {
    const strange = { class_name: 'MyOwn', config: {} };
    assert.throws(() => kernelOf(strange), {
      code: 'layer-setting',
      message: /kernel_initializer = MyOwn.*GlorotUniform/,
    });
    buildNetwork(
      sequential([4, 4, 1], [['Conv2D', { filters: 1, kernel_size: 3, kernel_initializer: strange }]]),
    );
  });
});

function spreadOf(values: Float32Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
