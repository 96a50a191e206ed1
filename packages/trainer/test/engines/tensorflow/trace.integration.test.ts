import assert from 'node:assert/strict';
import { assertWithin } from '../../../../model/test/comparison.js';
import type { Engine } from '../../../src/engines/engine.js';
import { openTensorFlowEngine } from '../../../src/engines/tensorflow/engine.js';
import { followEpochs } from '../../support/epochs.js';
import { readTrace } from '../../support/trace-file.js';
import { evaluateTrace, followTrace } from '../../support/trace.js';
import { sharedTensorFlow } from './shared-tensorflow.js';

const traces = [
  'lenet5',
  'lenet5-rmsprop',
  'lenet5-adam',
  'functional-smooth',
  'functional',
  'functional-adam',
  'cifar10',
  'cifar10-steep-decay',
  'cifar10-sgd',
  'cifar10-resume',
];

describe('the tensorflow engine follows Keras', function () {
  this.timeout(600_000);
  let libraryFolder: string;
  before(async () => {
    libraryFolder = await sharedTensorFlow();
  });
  const open = (parts: number): Promise<Engine> => openTensorFlowEngine({ libraryFolder, threads: 2, parts });

  for (const name of traces) {
    it(`through ${name}`, async () => assertWithin(await followTrace(await open(2), name)));
  }

  it('through lenet5 in one part, too', async () => assertWithin(await followTrace(await open(1), 'lenet5')));

  it('through two epochs with a small last batch', async () =>
    assertWithin(await followEpochs(await open(2))));

  for (const name of ['lenet5', 'functional']) {
    it(`in the evaluation of ${name} on all test images`, async () =>
      assertWithin(await evaluateTrace(await open(2), name)));
  }
});

describe('the traces', () => {
  it('tell every wrong optimizer apart', () => {
    const trace = readTrace('lenet5-rmsprop');
    const { loss, loss_tolerance: tolerance, first_losses_of_wrong_variants: variants } = trace;
    for (const [variant, losses] of Object.entries(variants!)) {
      const seen = losses.some((wrong, step) => Math.abs(wrong - loss[step]!) > 1000 * tolerance[step]!);
      assert.ok(seen, variant);
    }
  });

  it('tell lost slots apart', () => {
    const {
      loss,
      loss_tolerance: tolerance,
      first_losses_if_slots_are_lost: lost,
    } = readTrace('cifar10-resume');
    assert.ok(Math.abs(lost![1]! - loss[1]!) > 1000 * tolerance[1]!);
  });
});
