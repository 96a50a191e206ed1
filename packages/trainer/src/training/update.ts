import type { OptimizerConfig } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';

type Updated = {
  weights: tf.Tensor[];
  /** What the optimizer remembers, in the order of `initialSlots`. */
  slots: tf.Tensor[];
};

/** What the optimizer remembers before the first step: nothing for SGD, one mean square per weight for RMSprop. */
export function initialSlots(optimizer: OptimizerConfig, weights: readonly tf.Tensor[]): tf.Tensor[] {
  switch (optimizer.className) {
    case 'SGD':
      return [];
    case 'RMSprop':
      return weights.map((weight) => tf.zeros(weight.shape));
    default:
      throw new RangeError(`${optimizer.className} is not computed yet.`);
  }
}

/**
 * The second half of a training step, with Keras's formulas. Pure, as `gradients` is.
 * - SGD: w ← w − lr · g
 * - RMSprop: v ← rho · v + (1 − rho) · g²; w ← w − lr · g / √(v + epsilon), epsilon under the root
 * @param learningRate a scalar: that of this step, see `learningRateAt`
 */
export function update(
  optimizer: OptimizerConfig,
  weights: readonly tf.Tensor[],
  slots: readonly tf.Tensor[],
  gradients: readonly tf.Tensor[],
  learningRate: tf.Scalar,
): Updated {
  return tf.tidy(() => {
    switch (optimizer.className) {
      case 'SGD':
        return {
          weights: weights.map((weight, i) => tf.sub(weight, tf.mul(learningRate, gradients[i]!))),
          slots: [],
        };
      case 'RMSprop': {
        const rho = tf.scalar(optimizer.rho);
        const rest = tf.scalar(1 - optimizer.rho);
        const epsilon = tf.scalar(optimizer.epsilon);
        const means = slots.map((mean, i) =>
          tf.add(tf.mul(rho, mean), tf.mul(rest, tf.square(gradients[i]!))),
        );
        return {
          weights: weights.map((weight, i) =>
            tf.sub(weight, tf.div(tf.mul(learningRate, gradients[i]!), tf.sqrt(tf.add(means[i]!, epsilon)))),
          ),
          slots: means,
        };
      }
      default:
        throw new RangeError(`${optimizer.className} is not computed yet.`);
    }
  });
}

/** Keras 2's `decay`: lr / (1 + decay · iterations). @param iterations updates done before this one, from 0 */
export function learningRateAt(optimizer: OptimizerConfig, iterations: number): number {
  return optimizer.learningRate / (1 + optimizer.decay * iterations);
}
