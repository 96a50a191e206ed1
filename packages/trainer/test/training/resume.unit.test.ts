import assert from 'node:assert/strict';
import { imageDataGenerator } from '@convscope/model';
import { planAugmentation } from '../../src/augmentation/plan.js';
import type { Engine } from '../../src/engines/engine.js';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import type { TrainingMoment } from '../../src/training/train.js';
import { lines } from '../support/tiny.js';
import {
  tinyPlan,
  tinyTraining,
  touchyModel,
  trainTiny,
  type TinyOptions,
} from '../support/tiny-training.js';

/** Without what is measured in seconds. */
function told(moments: readonly TrainingMoment[]): object[] {
  return moments.flatMap((moment): object[] => {
    if (moment.type === 'batch') return [{ ...moment, samplesPerSecond: 0 }];
    if (moment.type === 'epoch') return [{ ...moment, seconds: 0 }];
    return moment.type === 'callback' || moment.type === 'evaluated' ? [moment] : [];
  });
}

describe('a training that goes on from where it was left', () => {
  let engine: Engine;
  let everything: TinyOptions;
  before(async () => {
    engine = await openWasmEngine();
    const { compile } = tinyTraining();
    const augmentation = imageDataGenerator({
      widthShiftRange: 0.2,
      horizontalFlip: true,
      channelShiftRange: 0.1,
    });
    everything = {
      engine,
      model: touchyModel,
      augmentation: await planAugmentation(augmentation, lines(tinyPlan.samples, 1)),
      config: tinyTraining({
        augmentation,
        compile: { ...compile, optimizer: { className: 'Adam', learningRate: 0.02, decay: 0.01 } },
        // A loss that grows slower than by 0.1 an epoch is no improvement: the rate falls, and the best stays.
        callbacks: [
          { className: 'ReduceLROnPlateau', patience: 0, minDelta: 0.1, factor: 0.5 },
          { className: 'EarlyStopping', patience: 5, restoreBestWeights: true, monitor: 'loss', mode: 'max' },
        ],
      }),
    };
  });

  it('ends with the same bits as one that was never stopped, wherever it was stopped', async () => {
    const whole = await trainTiny(everything);
    for (const last of [0, 1, 7, 13, 20, 26, 38, 39]) {
      const isLast = (moment: TrainingMoment) => moment.type === 'batch' && moment.step === last;
      let seen = last === 0;
      const first = await trainTiny({
        ...everything,
        onMoment(moment) {
          if (seen && moment.type === 'checkpoint') return true;
          seen ||= isLast(moment);
          return false;
        },
      });
      const rest = await trainTiny({ ...everything, from: first.left });
      assert.deepEqual(told([...first.moments, ...rest.moments]), told(whole.moments), `at ${last}`);
      assert.deepEqual(rest.left.weights, whole.left.weights, `at ${last}`);
      assert.deepEqual(rest.left.slots, whole.left.slots, `at ${last}`);
      assert.deepEqual(rest.weights, whole.weights, `at ${last}`);
    }
  });

  it('is one in which callbacks did something', async () => {
    const { of, left, weights } = await trainTiny(everything);
    assert.ok(of('callback').some(({ className }) => className === 'ReduceLROnPlateau'));
    assert.ok(left.progress.learningRate < 0.02);
    // The loss fell, and more was called better: the first epoch's weights were put back.
    const first = await trainTiny({ ...everything, plan: { ...tinyPlan, epochs: 1 } });
    assert.deepEqual(weights, first.weights);
    assert.notDeepEqual(weights, left.weights);
    assert.equal(of('evaluated')[0]!.logs['loss'], first.of('evaluated')[0]!.logs['loss']);
  });

  it('makes up for the end of the epoch in whose validation it was stopped', async () => {
    const whole = await trainTiny(everything);
    const stopping = new AbortController();
    const first = await trainTiny({
      ...everything,
      signal: stopping.signal,
      onMoment(moment) {
        if (moment.type === 'phase' && moment.phase === 'evaluating') stopping.abort();
      },
    });
    const rest = await trainTiny({ ...everything, from: first.left });
    assert.deepEqual(told([...first.moments, ...rest.moments]), told(whole.moments));
  });

  it('trains on after its end as if more epochs had been planned from the start', async () => {
    const whole = await trainTiny(everything);
    const first = await trainTiny({ ...everything, plan: { ...tinyPlan, epochs: 1 } });
    const rest = await trainTiny({ ...everything, from: first.left });
    assert.deepEqual(rest.left.weights, whole.left.weights);
    assert.deepEqual(told(rest.moments), told(whole.moments).slice(14));
  });

  it('goes on in the epoch that a limit of steps cut short', async () => {
    const whole = await trainTiny(everything);
    const first = await trainTiny({ ...everything, plan: { ...tinyPlan, maxSteps: 20 } });
    const rest = await trainTiny({ ...everything, from: first.left });
    assert.deepEqual(rest.left.weights, whole.left.weights);
    const epochs = rest.of('epoch').map(({ logs }) => logs);
    assert.deepEqual(
      epochs,
      whole
        .of('epoch')
        .slice(1)
        .map(({ logs }) => logs),
    );
  });

  it('depends on its state: other slots or another place give other bits', async () => {
    const whole = await trainTiny(everything);
    const { left } = await trainTiny({ ...everything, plan: { ...tinyPlan, epochs: 1 } });
    const wrong = [
      { ...left, slots: left.slots.map((slot) => slot.map(() => 0)) },
      { ...left, progress: { ...left.progress, iterations: 0 } },
      { ...left, progress: { ...left.progress, step: 0 } },
    ];
    for (const from of wrong) {
      const rest = await trainTiny({ ...everything, from });
      assert.notDeepEqual(rest.left.weights, whole.left.weights);
    }
  });
});
