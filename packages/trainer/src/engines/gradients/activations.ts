import * as tf from '@tensorflow/tfjs-core';
import { ofInput, ofOutput, one, where } from './gradient.js';

const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

/** Of the activations that are kernels of TensorFlow.js's. */
export const activations: readonly tf.GradConfig[] = [
  ofInput(tf.Relu, (dy, x) => tf.mul(dy, tf.step(x))),
  ofInput(tf.Relu6, (dy, x) => tf.mul(dy, tf.mul(where(tf.less(x, tf.scalar(6))), tf.step(x)))),
  ofInput(tf.LeakyRelu, (dy, x, attrs) =>
    tf.mul(dy, tf.step(x, (attrs as unknown as tf.LeakyReluAttrs).alpha)),
  ),
  ofOutput(tf.Elu, (dy, y) => tf.mul(dy, tf.add(tf.minimum(y, tf.scalar(0)), tf.scalar(1)))),
  // Below 0 the output is scale · alpha · (eˣ − 1), and its slope the output + scale · alpha.
  ofOutput(tf.Selu, (dy, y) => {
    const below = where(tf.less(y, tf.scalar(0)));
    const bent = tf.mul(below, tf.add(y, tf.scalar(seluScale * seluAlpha)));
    return tf.mul(dy, tf.add(bent, tf.mul(tf.sub(tf.scalar(1), below), tf.scalar(seluScale))));
  }),
  ofInput(tf.Softplus, (dy, x) => tf.mul(dy, tf.sigmoid(x))),
  ofOutput(tf.Tanh, (dy, y) => tf.mul(dy, tf.sub(tf.scalar(1), tf.square(y)))),
  ofOutput(tf.Sigmoid, (dy, y) => tf.mul(dy, tf.mul(y, tf.sub(tf.scalar(1), y)))),
  {
    kernelName: tf.Softmax,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({
      logits: () => {
        const weighed = tf.mul(one(dy), y!);
        return tf.sub(weighed, tf.mul(tf.sum(weighed, -1, true), y!));
      },
    }),
  },
];
