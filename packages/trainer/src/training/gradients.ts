import type { TrainingConfig } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import * as tf from '@tensorflow/tfjs-core';
import { totalLoss } from './losses.js';
import { metricSum } from './metrics.js';
import type { Forward, Network, TrainingContext } from './network.js';

/** What is trained for, and what is counted on the way: Keras's `compile`, but the optimizer. */
export type Objective = Pick<TrainingConfig['compile'], 'loss' | 'metrics'>;

/** Images and their classes, on the engine. */
export interface Batch {
  /** `[batch, height, width, channels]`. */
  x: tf.Tensor4D;
  /** int32 `[batch]`. */
  labels: tf.Tensor1D;
}

/** How good the network was on a batch; all are float32 scalars. */
type Score = {
  /** Mean over the batch, and what regularizers add. */
  loss: tf.Scalar;
  /** Metric by metric, of how many images it holds. */
  metricSums: tf.Scalar[];
};

type BatchGradients = Score & {
  /** d loss / d weight, one per weight that trains. */
  gradients: tf.Tensor[];
};

type TrainedBatch = BatchGradients & {
  /** New values of weights that training moves without a gradient; `index` in `network.weights`. */
  moved: { index: number; value: tf.Tensor }[];
};

/**
 * The first half of a training step. Pure: tensors in, tensors out, nothing read back by the host and nothing that
 * depends on values, so that an engine may record it once and run the recording.
 * @param weights one per `network.weights`
 * @param training what Dropout draws from
 * @throws ConvScopeError `nothing-to-train`
 */
export function gradients(
  network: Network,
  weights: readonly tf.Tensor[],
  batch: Batch,
  objective: Objective,
  training: TrainingContext,
): TrainedBatch {
  return tf.tidy(() => {
    const trained = trainedIndices(network);
    if (trained.length === 0) throw new ConvScopeError('nothing-to-train');
    let forward: Forward | undefined;
    const { value, grads } = tf.valueAndGrads((...given: tf.Tensor[]) => {
      const all = [...weights];
      trained.forEach((index, i) => (all[index] = given[i]!));
      forward = keep(network.forward(all, batch.x, training));
      return totalLoss(objective.loss, forward, batch.labels);
    })(trained.map((index) => weights[index]!));
    const { logits, moved } = forward!;
    const result = {
      loss: value,
      metricSums: objective.metrics.map((metric) => metricSum(metric, forward!, batch.labels)),
      gradients: grads,
      // Copies, since what is kept would outlive whoever is given it.
      moved: [...moved].map(([index, value]) => ({ index, value: tf.clone(value) })),
    };
    tf.dispose([logits, ...moved.values()]);
    return result;
  });
}

/** Which of the network's weights have a gradient, by their index. */
export function trainedIndices({ weights }: Pick<Network, 'weights'>): number[] {
  return weights.flatMap(({ trainable }, index) => (trainable ? [index] : []));
}

/** Carries what a network put out over the end of TensorFlow.js's own scope. */
function keep(forward: Forward): Forward {
  for (const tensor of [forward.logits, ...forward.moved.values()]) tf.keep(tensor);
  return forward;
}

/** What `gradients` gives without the gradients, for evaluation: Dropout and its like rest. */
export function score(
  network: Network,
  weights: readonly tf.Tensor[],
  batch: Batch,
  objective: Objective,
): Score {
  return tf.tidy(() => {
    const forward = network.forward(weights, batch.x);
    return {
      loss: totalLoss(objective.loss, forward, batch.labels),
      metricSums: objective.metrics.map((metric) => metricSum(metric, forward, batch.labels)),
    };
  });
}

/** One part of a batch that was computed by itself. */
interface Part {
  /** Images in this part. */
  samples: number;
  result: BatchGradients;
}

/** The whole batch's loss, sums and gradients from those of its parts, each weighed by its size. */
export function averageParts(parts: readonly Part[]): BatchGradients {
  const [first] = parts;
  if (first === undefined) throw new RangeError('A batch has at least one part.');
  if (parts.length === 1) return first.result;
  const total = parts.reduce((sum, { samples }) => sum + samples, 0);
  const average = <T extends tf.Tensor>(pick: (result: BatchGradients) => T): T =>
    tf.addN(parts.map(({ samples, result }) => tf.mul<T>(pick(result), tf.scalar(samples / total))));
  return tf.tidy(() => ({
    loss: average(({ loss }) => loss),
    metricSums: first.result.metricSums.map((_, i) =>
      tf.addN(parts.map(({ result }) => result.metricSums[i]!)),
    ),
    gradients: first.result.gradients.map((_, i) => average((result) => result.gradients[i]!)),
  }));
}
