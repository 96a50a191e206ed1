import * as tf from '@tensorflow/tfjs-core';
import { countCorrect, meanCrossEntropy } from './cross-entropy.js';
import type { Network } from './network.js';

/** Images and their classes, on the engine. */
export interface Batch {
  /** `[batch, height, width, channels]`, 0–1. */
  x: tf.Tensor4D;
  /** int32 `[batch]`. */
  labels: tf.Tensor1D;
}

/** How good the network was on a batch; both are float32 scalars. */
type Score = {
  /** Mean over the batch. */
  loss: tf.Scalar;
  correct: tf.Scalar;
};

type BatchGradients = Score & {
  /** d loss / d weight, one per weight. */
  gradients: tf.Tensor[];
};

/**
 * The first half of a training step. Pure: tensors in, tensors out, nothing read back by the host and nothing that
 * depends on values, so that an engine may record it once and run the recording.
 * @param weights one per `network.weights`
 */
export function gradients(network: Network, weights: readonly tf.Tensor[], batch: Batch): BatchGradients {
  return tf.tidy(() => {
    let logits: tf.Tensor2D | undefined;
    const { value, grads } = tf.valueAndGrads((...given: tf.Tensor[]) => {
      logits = tf.keep(network.forward(given, batch.x, withoutDropout()).logits);
      return meanCrossEntropy(logits, batch.labels);
    })([...weights]);
    const correct = countCorrect(logits!, batch.labels);
    logits!.dispose();
    return { loss: value, correct, gradients: grads };
  });
}

const withoutDropout = () => ({ key: tf.tensor1d([0, 0], 'int32'), dropout: false });

/** What `gradients` gives without the gradients, for evaluation: Dropout and its like rest. */
export function score(network: Network, weights: readonly tf.Tensor[], batch: Batch): Score {
  return tf.tidy(() => {
    const { logits } = network.forward(weights, batch.x);
    return { loss: meanCrossEntropy(logits, batch.labels), correct: countCorrect(logits, batch.labels) };
  });
}

/** One part of a batch that was computed by itself. */
interface Part {
  /** Images in this part. */
  samples: number;
  result: BatchGradients;
}

/** The whole batch's loss, right answers and gradients from those of its parts, each weighed by its size. */
export function averageParts(parts: readonly Part[]): BatchGradients {
  const [first] = parts;
  if (first === undefined) throw new RangeError('A batch has at least one part.');
  if (parts.length === 1) return first.result;
  const total = parts.reduce((sum, { samples }) => sum + samples, 0);
  const average = <T extends tf.Tensor>(pick: (result: BatchGradients) => T): T =>
    tf.addN(parts.map(({ samples, result }) => tf.mul<T>(pick(result), tf.scalar(samples / total))));
  return tf.tidy(() => ({
    loss: average(({ loss }) => loss),
    correct: tf.addN(parts.map(({ result }) => result.correct)),
    gradients: first.result.gradients.map((_, i) => average((result) => result.gradients[i]!)),
  }));
}
