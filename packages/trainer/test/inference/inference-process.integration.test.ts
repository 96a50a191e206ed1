import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { lessonById, type TrainingConfig } from '@convscope/model';
import { infer } from '../../src/inference/inference-process.js';
import type { InferenceAnswer, InferenceRequest, Task } from '../../src/inference/messages.js';
import { initialWeights } from '../../src/training/initialize.js';
import { buildNetwork } from '../../src/training/network.js';
import { convscopeJson } from '../support/convscope.js';
import { scratchHome, type ScratchHome } from '../support/scratch-home.js';
import { trainerProgram } from '../support/trainer-program.js';

const { model, training: settings } = lessonById('lenet5') ?? assert.fail();

describe('an inference process', function () {
  this.timeout(60_000);
  let home: ScratchHome;
  before(() => (home = scratchHome()));
  after(() => home.remove());

  const request = (task: Task, trained: TrainingConfig | null = settings ?? null): InferenceRequest => ({
    dataFolder: home.dataFolder,
    engine: 'auto',
    model,
    weights: initialWeights(buildNetwork(model), 1),
    seed: 1,
    training: trained,
    task,
  });
  const test = (first: number, last = first): Task => ({
    task: 'predict',
    pictures: { from: 'test', range: [first, last] },
  });
  async function answers(asked: InferenceRequest): Promise<InferenceAnswer[]> {
    const all: InferenceAnswer[] = [];
    await infer(asked, (answer) => all.push(answer), trainerProgram);
    return all;
  }

  it('names its engine, and tells of each test image its number, its class and probabilities that add up', async () => {
    const [engine, ...predictions] = await answers(request(test(0, 1)));
    assert.equal(engine?.type, 'engine');
    assert.deepEqual(
      predictions.map((each) => each.type === 'prediction' && [each.index, each.label]),
      [
        [0, 7],
        [1, 2],
      ],
    );
    for (const each of predictions) {
      assert.ok(each.type === 'prediction');
      assert.ok(Math.abs(each.probabilities.reduce((sum, p) => sum + p, 0) - 1) < 1e-5);
    }
  });

  it('says which test images there are', async () => {
    await assert.rejects(answers(request(test(10_000))), {
      code: 'test-index-too-far',
      message: 'There is no test image 10000: they are numbered 0 to 9999.',
    });
  });

  it('says which file is no picture', async () => {
    const file = path.join(home.dataFolder, 'picture.png');
    writeFileSync(file, 'no picture');
    const task: Task = { task: 'predict', pictures: { from: 'files', files: [file], invert: false } };
    await assert.rejects(answers(request(task, null)), { code: 'dataset-unreadable' });
  });

  it('sees pictures as the training did: standardized with the mean of the training images', async () => {
    const trained = await convscopeJson(home.dataFolder, [
      ...['train', 'lenet5', '--train-range', '0-255', '--seed', '2'],
      ...['--featurewise-center', '--featurewise-std-normalization', '--samplewise-center'],
    ]);
    const end = trained.values.at(-1)!;
    const { values } = await convscopeJson(home.dataFolder, ['evaluate', end.run]);
    assert.deepEqual([values[0]?.loss, values[0]?.accuracy], [end.test_loss, end.test_accuracy]);

    const predicted = await convscopeJson(home.dataFolder, ['predict', end.run, '--test-index', '0-999']);
    const right = predicted.values.filter(({ top, label }) => top === label).length / 1000;
    assert.ok(Math.abs(right - end.test_accuracy) < 0.1, `${right} of 1,000, ${end.test_accuracy} of 10,000`);
  });

  it('that crashes is told as such', async () => {
    const program = path.join(home.dataFolder, 'crash.cjs');
    writeFileSync(program, 'process.on("message", () => process.kill(process.pid, "SIGKILL"));');
    await assert.rejects(
      infer(request(test(0)), () => {}, program),
      { code: 'inference-crashed', args: { reason: 'SIGKILL' } },
    );
  });
});
