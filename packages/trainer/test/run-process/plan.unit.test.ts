import assert from 'node:assert/strict';
import { training, type TrainingConfig } from '@convscope/model';
import type { ConvScopeError, RunEvent } from '@convscope/protocol';
import { checkPlan, dataToTrainOn, knownPlan, planOfData } from '../../src/run-process/plan.js';
import { lines } from '../support/tiny.js';

const code = (expected: string) => (error: ConvScopeError) => error.code === expected;

const config = (
  fit: Partial<TrainingConfig['fit']>,
  dataset: TrainingConfig['dataset'] = { name: 'mnist' },
): TrainingConfig =>
  training({
    dataset,
    compile: { optimizer: { className: 'SGD' }, loss: 'categorical_crossentropy', metrics: ['accuracy'] },
    fit: { batchSize: 128, epochs: 2, ...fit },
  });
const test = lines(40, 2);
const data = { training: lines(100, 1), validation: test, test };

describe('the plan of a run', () => {
  it('is known of a known data set before it is here', () => {
    assert.deepEqual(knownPlan(config({}), []), {
      epochs: 2,
      batchSize: 128,
      samples: 60_000,
      testSamples: 10_000,
      batches: 469,
    });
    const short = knownPlan(config({ trainRange: [0, 5119], maxSteps: 50 }), []);
    assert.deepEqual([short?.samples, short?.batches, short?.maxSteps], [5120, 40, 50]);
    assert.equal(knownPlan(config({}, { name: 'npz', path: 'x.npz' }), []), undefined);
    assert.equal(knownPlan(config({ validationSplit: 0.1 }), []), undefined);
  });

  it('is the one that the run was made with, as long as it is wanted now', () => {
    const plan = planOfData(config({ maxSteps: 3 }), data);
    const { compile, dataset } = config({});
    const created: RunEvent = {
      n: 0,
      time: 1,
      type: 'created',
      runId: 'r',
      lesson: 'r',
      dataset: dataset.name,
      model: {},
      seed: 1,
      plan,
      optimizer: compile.optimizer,
    };
    const longer = knownPlan(config({ epochs: 7 }, { name: 'npz', path: 'x.npz' }), [created]);
    assert.deepEqual(longer, { epochs: 7, batchSize: 128, samples: 100, testSamples: 40, batches: 1 });
  });

  it('takes only the images of the range, both ends included', () => {
    const { training: part } = dataToTrainOn(data, config({ trainRange: [10, 19] }));
    assert.equal(part.count, 10);
    assert.deepEqual([...part.labels], [...data.training.labels.subarray(10, 20)]);
    for (const trainRange of [
      [0, 100],
      [5, 4],
    ] as [number, number][]) {
      assert.throws(() => dataToTrainOn(data, config({ trainRange })), code('train-range-too-far'));
    }
  });

  it('refuses data that is not what was planned for', () => {
    const plan = planOfData(config({}), data);
    checkPlan(plan, data, 'r');
    assert.throws(() => checkPlan(plan, { ...data, training: lines(99) }, 'r'), code('data-changed'));
  });
});
