import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  conv2d,
  dense,
  describeModel,
  dropout,
  flatten,
  optimizer,
  sequential,
  type OptimizerConfig,
} from '@convscope/model';
import { weightPlaces, writeH5, writeKeras, type SavedModel } from '@convscope/model/files';
import { assertWithin, tell } from '../../../model/test/comparison.js';
import { learningRateAt } from '../../src/training/learning-rate.js';
import { optimizerSlots } from '../../src/training/optimizer-slots.js';
import { withRealKeras, type KerasAnswer } from './real-keras.js';

/** Updates that the optimizers have made: enough for every schedule to have changed the rate. */
const ITERATIONS = 25;

const optimizers: OptimizerConfig[] = [
  // Whole numbers where Python must see a `float`.
  optimizer({ className: 'SGD', learningRate: 1 }),
  optimizer({ className: 'SGD', momentum: 0.9, nesterov: true }),
  optimizer({ className: 'SGD', learningRate: 0.1, decay: 0.01 }),
  optimizer({ className: 'RMSprop', momentum: 0.5, centered: true }),
  optimizer({ className: 'Adam', amsgrad: true, schedule: { className: 'CosineDecay', decaySteps: 100 } }),
  optimizer({
    className: 'Adam',
    schedule: { className: 'ExponentialDecay', decaySteps: 10, decayRate: 0.5, staircase: true },
  }),
  optimizer({ className: 'AdamW', weightDecay: 0.01 }),
  optimizer({
    className: 'Adagrad',
    schedule: { className: 'PolynomialDecay', decaySteps: 50, power: 1, cycle: false, endLearningRate: 0 },
  }),
  optimizer({
    className: 'SGD',
    learningRate: 0.1,
    schedule: { className: 'PiecewiseConstantDecay', boundaries: [10, 20], values: [0.1, 0.05, 0.01] },
  }),
];

describe('an optimizer that is written into a model file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'convscope-optimizers-'));
  let answers: KerasAnswer[] = [];

  before(async () => {
    const files = optimizers.flatMap((config, index) => [
      { file: path.join(folder, `${index}.keras`), bytes: writeKeras(trained(config)) },
      { file: path.join(folder, `${index}.h5`), bytes: writeH5(trained(config)) },
    ]);
    for (const { file, bytes } of files) writeFileSync(file, bytes);
    answers = await withRealKeras(files.map(({ file }) => ({ file })));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [index, config] of optimizers.entries()) {
    it(`is in Keras what it was: ${JSON.stringify(config)}`, () => {
      for (const answer of answers.slice(2 * index, 2 * index + 2)) {
        assert.ok('optimizer' in answer && answer.optimizer !== null, JSON.stringify(answer));
        assert.equal(answer.optimizer.class_name, config.className);
        assert.equal(answer.optimizer.iterations, ITERATIONS);
        const rate = learningRateAt(config, ITERATIONS);
        const off = Math.abs(answer.optimizer.learning_rate / rate - 1);
        assertWithin([{ what: 'learning rate, as a share', difference: off, tolerance: 1e-6 }]);
      }
      const [keras] = answers.slice(2 * index);
      assert.ok(keras !== undefined && 'optimizer' in keras);
      const variables = keras.optimizer?.variables.filter(
        (variable) => !/\/(iteration|learning_rate)$/.test(variable.path),
      );
      assert.deepEqual(
        variables?.map(({ first8 }) => first8),
        trained(config).optimizer?.slots.map(({ values }) => [...values.subarray(0, 8)]),
      );
      const count = variables?.length ?? 0;
      tell({ what: 'slots, .keras', found: count === 0 ? 'it has none' : `${count}, equal` });
    });
  }
});

/** A small network and an optimizer after some steps; every number that it remembers is another. */
function trained(config: OptimizerConfig): SavedModel {
  const network = sequential({ inputShape: [8, 8, 1] }, [
    conv2d({ filters: 2, kernelSize: 3 }),
    dropout({ rate: 0 }),
    flatten(),
    dense({ units: 3, activation: 'softmax' }),
  ]);
  const places = weightPlaces(describeModel(network));
  const numbers = (shape: readonly number[], first: number) =>
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, at) => first + at / 1024);
  return {
    config: network,
    weights: places.map(({ layer, name, shape }, at) => ({ layer, name, shape, values: numbers(shape, at) })),
    compile: { optimizer: config, loss: 'categorical_crossentropy', metrics: ['accuracy'] },
    optimizer: {
      config,
      iterations: ITERATIONS,
      slots: optimizerSlots(config, places).map(({ weight, name, shape }, slot) => ({
        weight,
        name,
        values: numbers(shape, 1 + slot),
      })),
    },
  };
}
