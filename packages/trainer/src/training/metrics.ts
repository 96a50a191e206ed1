import type { MetricName } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import { activate } from './activations.js';
import { wantedOutputs } from './losses.js';
import type { Forward } from './network.js';

/** `top_k_categorical_accuracy` counts so many best classes. */
const k = 5;

/**
 * Of how many images of a batch a metric holds. `accuracy` is what Keras takes for that name: with several outputs the
 * largest at the label (of equal ones the first), with one its side of 0.5.
 * @param labels int32 `[batch]`
 * @returns a float32 scalar
 */
export function metricSum(metric: MetricName, forward: Forward, labels: tf.Tensor1D): tf.Scalar {
  return tf.sum(tf.cast(holds(metric, forward, labels), 'float32'));
}

/** Bool `[batch]`. */
function holds(metric: MetricName, { logits, activation }: Forward, labels: tf.Tensor1D): tf.Tensor {
  const output = activate(activation, logits) as tf.Tensor2D;
  const outputs = output.shape[1];
  switch (metric) {
    case 'accuracy':
      if (outputs !== 1) return tf.equal(tf.argMax(output, 1), labels);
      return tf.equal(tf.cast(tf.greater(tf.reshape(output, [-1]), tf.scalar(0.5)), 'int32'), labels);
    case 'top_k_categorical_accuracy': {
      const ofLabel = tf.sum(tf.mul(output, wantedOutputs(labels, outputs)), 1, true);
      // Counted from below, so that a label whose value is no number is not among the best.
      const notLarger = tf.sum(tf.cast(tf.lessEqual(output, ofLabel), 'float32'), 1);
      return tf.greater(notLarger, tf.scalar(outputs - k));
    }
  }
}
