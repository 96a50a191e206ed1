import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';

/** Keras's names; a config without one, or with `null`, means `linear`. */
export const activationName = z
  .enum(['linear', 'relu', 'tanh', 'sigmoid', 'softmax'])
  .nullish()
  .transform((name) => name ?? 'linear');
export type ActivationName = z.output<typeof activationName>;

/** Applies an activation element by element; `softmax` along the last axis. */
export function activate(name: ActivationName, x: tf.Tensor): tf.Tensor {
  switch (name) {
    case 'linear':
      return x;
    case 'relu':
      return tf.relu(x);
    case 'tanh':
      return tf.tanh(x);
    case 'sigmoid':
      return tf.sigmoid(x);
    case 'softmax':
      return tf.softmax(x);
  }
}
