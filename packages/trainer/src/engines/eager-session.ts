import { setImmediate } from 'node:timers/promises';
import { ConvScopeError } from '@convscope/protocol';
import * as tf from '@tensorflow/tfjs-core';
import { augmentBatch } from '../augmentation/augment-batch.js';
import { augmentationInputs, type AugmentationDraws } from '../augmentation/draw.js';
import type { AugmentationPlan } from '../augmentation/plan.js';
import { standardize } from '../augmentation/standardize.js';
import type { ImageSet } from '../data/image-set.js';
import { gradients, score, trainedIndices, type Batch } from '../training/gradients.js';
import { optimizerSlots, slotOrder, slotValues } from '../training/optimizer-slots.js';
import { takeBytes, takeLabels } from '../training/take-bytes.js';
import { partKey } from '../training/uniform.js';
import { stepScalars, update } from '../training/update.js';
import type { BatchResult, Session, SessionSpec, StepInput } from './engine.js';

/**
 * A network in training, op by op, on TensorFlow.js's backend of the moment. Every call lets the event loop turn between
 * batches.
 */
export async function openEagerSession(spec: SessionSpec): Promise<Session> {
  await setImmediate();
  const { network, compile, augmentation, training, test, batchSize } = spec;
  const trained = trainedIndices(network);
  const allSlots = optimizerSlots(compile.optimizer, network.weights);
  const order = slotOrder(allSlots, trained);
  const firstSlots = slotValues(allSlots, spec.slots);
  let weights = place(network.weights, spec.weights);
  let slots = place(allSlots, firstSlots);

  /** Everything that one step computes, before anything is replaced. */
  const compute = ({ indices, learningRate, iterations, key, draws }: StepInput) =>
    tf.tidy(() => {
      const batch = trainingBatch(training, indices, augmentation, draws);
      const context = { key: tf.tensor1d(partKey(key, 0), 'int32'), dropout: spec.dropout };
      const found = gradients(network, weights, batch, compile, context);
      const before = { weights: trained.map((index) => weights[index]!), slots, gradients: found.gradients };
      const scalars = stepScalars(compile.optimizer, learningRate, iterations).map((value) =>
        tf.scalar(value),
      );
      const { loss, metricSums, moved } = found;
      return { loss, metricSums, moved, after: update(compile.optimizer, order, before, scalars) };
    });

  return {
    async step(input) {
      await setImmediate();
      const { loss, metricSums, moved, after } = compute(input);
      const replaced = [...trained.map((index, i) => ({ index, value: after.weights[i]! })), ...moved];
      tf.dispose([...slots, ...replaced.map(({ index }) => weights[index]!)]);
      for (const { index, value } of replaced) weights[index] = value;
      ({ slots } = after);
      return read(loss, metricSums);
    },

    async evaluate(signal, set = test) {
      let loss = 0;
      const sums = compile.metrics.map(() => 0);
      for (let from = 0; from < set.count; from += batchSize) {
        await setImmediate();
        if (signal?.aborted) throw new ConvScopeError('cancelled');
        const samples = Math.min(batchSize, set.count - from);
        const indices = Int32Array.from({ length: samples }, (_, i) => from + i);
        const scored = tf.tidy(() => score(network, weights, testBatch(set, indices, augmentation), compile));
        const batch = await read(scored.loss, scored.metricSums);
        loss += batch.loss * samples;
        batch.metricSums.forEach((sum, i) => (sums[i]! += sum));
      }
      return { loss: loss / set.count, metricSums: sums };
    },

    async readWeights() {
      return Promise.all(
        network.weights.map(async (weight, i) => ({
          ...weight,
          values: await weights[i]!.data<'float32'>(),
        })),
      );
    },

    readSlots: () => Promise.all(slots.map((slot) => slot.data<'float32'>())),

    writeWeights(values) {
      const placed = place(network.weights, values);
      tf.dispose(weights);
      weights = placed;
      return Promise.resolve();
    },

    dispose() {
      tf.dispose([...weights, ...slots]);
    },
  };
}

/** Tensors of these values; all or none. */
function place(
  places: readonly { shape: readonly number[] }[],
  values: readonly Float32Array[],
): tf.Tensor[] {
  return tf.tidy(() => places.map(({ shape }, i) => tf.tensor(values[i]!, [...shape], 'float32')));
}

function trainingBatch(
  set: ImageSet,
  indices: Int32Array,
  augmentation: AugmentationPlan | null,
  draws: AugmentationDraws | undefined,
): Batch {
  const { x, labels } = takeBatch(set, indices);
  if (augmentation === null) return { x, labels };
  const inputs = augmentationInputs(augmentation, indices.length);
  const drawn = inputs.map(({ shape, dtype }, i) => tf.tensor(draws!.values[i]!, [...shape], dtype));
  return { x: augmentBatch(augmentation, x, drawn), labels };
}

function testBatch(set: ImageSet, indices: Int32Array, augmentation: AugmentationPlan | null): Batch {
  const { x, labels } = takeBatch(set, indices);
  return { x: augmentation === null ? x : standardize(augmentation, x), labels };
}

function takeBatch(set: ImageSet, indices: Int32Array): Batch {
  return {
    x: takeBytes(set, tf.tensor1d(indices, 'int32')),
    labels: tf.tensor1d(takeLabels(set, indices), 'int32'),
  };
}

/** Scalars as numbers; the tensors are gone afterwards. */
async function read(loss: tf.Scalar, metricSums: readonly tf.Scalar[]): Promise<BatchResult> {
  const scalars = [loss, ...metricSums];
  const values = await Promise.all(scalars.map((scalar) => scalar.data<'float32'>()));
  tf.dispose(scalars);
  const [mean, ...sums] = values.map(([value]) => value!);
  return { loss: mean!, metricSums: sums };
}
