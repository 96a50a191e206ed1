import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { lessonById } from '@convscope/model';
import * as z from 'zod';
import type { Engine, Session } from '../../src/engines/engine.js';
import { buildNetwork } from '../../src/training/network.js';
import type { WeightValues } from '../../src/training/weights.js';
import { readH5Weights } from './h5-weights.js';
import { mnist } from './mnist.js';

const tensorFigures = z.object({
  path: z.string(),
  mean: z.number(),
  std: z.number(),
  first8: z.number().array(),
});
const traceFile = z.object({
  batch_size: z.int(),
  steps: z.int(),
  loss: z.number().array(),
  accuracy: z.number().array(),
  learning_rate: z.number().array(),
  loss_tolerance: z.number().array(),
  gradients_of_first_batch: tensorFigures.array(),
  weights: z.record(z.string(), tensorFigures.array()),
  weights_tolerance: z.record(z.string(), z.number()),
});
type TensorFigures = z.infer<typeof tensorFigures>;

/** How far an engine was from Keras at worst. */
interface TraceDifference {
  loss: number;
  gradients: number;
  weights: number;
}

/**
 * Trains LeNet-5 forty steps as real Keras did, from its initial weights, on the same images, and compares every loss,
 * the right answers, the first gradients and the weights after 1, 2 and 5 steps within the trace's tolerances.
 */
export async function assertFollowsKeras(engine: Engine): Promise<TraceDifference> {
  const oracle = (name: string) => fileURLToPath(new URL(`../oracle/trace/${name}`, import.meta.url));
  const trace = traceFile.parse(JSON.parse(await readFile(oracle('lenet5.json'), 'utf8')));
  const lesson = lessonById('lenet5')!;
  const network = buildNetwork(lesson.model);
  const weights = await readH5Weights(oracle('lenet5-initial.h5'), network.weights);
  const { training, test } = await mnist();
  const open = () =>
    engine.open({
      network,
      weights,
      compile: lesson.training!.compile,
      dropout: true,
      augmentation: null,
      training,
      test,
      batchSize: trace.batch_size,
    });
  const batch = (step: number) =>
    Int32Array.from({ length: trace.batch_size }, (_, i) => step * trace.batch_size + i);
  const worst: TraceDifference = { loss: 0, gradients: 0, weights: 0 };

  const first = await open();
  worst.gradients = compare(
    await readGradients(first, batch(0), weights),
    trace.gradients_of_first_batch,
    2e-6,
  );
  first.dispose();

  const session = await open();
  for (let step = 0; step < trace.steps; step++) {
    const { loss, metricSums } = await session.step({
      indices: batch(step),
      learningRate: trace.learning_rate[step]!,
      iterations: step,
      key: [0, step],
    });
    const difference = Math.abs(loss - trace.loss[step]!);
    assert.ok(
      difference <= trace.loss_tolerance[step]!,
      `step ${step}: loss ${loss}, Keras ${trace.loss[step]}`,
    );
    assert.equal(metricSums[0]! / trace.batch_size, trace.accuracy[step], `step ${step}: accuracy`);
    worst.loss = Math.max(worst.loss, difference);
    const moment = `after_step_${step + 1}`;
    const expected = trace.weights[moment];
    if (expected !== undefined) {
      const now = await session.readWeights();
      worst.weights = Math.max(worst.weights, compare(now, expected, trace.weights_tolerance[moment]!));
    }
  }
  session.dispose();
  return worst;
}

/** With a learning rate of 1 an SGD step takes the gradient itself off the weights. */
async function readGradients(
  session: Session,
  batch: Int32Array,
  before: readonly Float32Array[],
): Promise<WeightValues[]> {
  await session.step({ indices: batch, learningRate: 1, iterations: 0, key: [0, 0] });
  const after = await session.readWeights();
  return after.map((weight, i) => ({
    ...weight,
    values: weight.values.map((value, j) => before[i]![j]! - value),
  }));
}

/** The largest difference of mean, standard deviation and first eight values; it must be within the tolerance. */
function compare(
  actual: readonly WeightValues[],
  expected: readonly TensorFigures[],
  tolerance: number,
): number {
  assert.equal(actual.length, expected.length);
  const differences = actual.map(({ layer, name, values }, i) => {
    const { path, mean, std, first8 } = expected[i]!;
    assert.equal(`sequential/${layer}/${name}`, path);
    const found = meanAndDeviation(values);
    const difference = Math.max(
      Math.abs(found.mean - mean),
      Math.abs(found.std - std),
      ...first8.map((value, j) => Math.abs(values[j]! - value)),
    );
    assert.ok(difference <= tolerance, `${path} is off by ${difference}, ${tolerance} is allowed`);
    return difference;
  });
  return Math.max(...differences);
}

function meanAndDeviation(values: Float32Array): { mean: number; std: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, std: Math.sqrt(variance) };
}
