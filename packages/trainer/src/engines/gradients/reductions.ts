import * as tf from '@tensorflow/tfjs-core';
import { ofInput, one, where } from './gradient.js';

/** Of what makes one number of many. */
export const reductions: readonly tf.GradConfig[] = [
  ofInput(tf.Sum, (dy, x, attrs) => {
    const kept = keptShape(x, (attrs as unknown as tf.SumAttrs).axis);
    return tf.mul(tf.reshape(dy, kept), tf.ones(x.shape));
  }),
  ofInput(tf.Mean, (dy, x, attrs) => {
    const kept = keptShape(x, (attrs as unknown as tf.MeanAttrs).axis);
    const averaged = x.size / tf.util.sizeFromShape(kept);
    return tf.mul(tf.div(tf.reshape(dy, kept), tf.scalar(averaged)), tf.ones(x.shape));
  }),
  {
    kernelName: tf.Max,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, [x, y], attrs) => {
      const { reductionIndices } = attrs as unknown as tf.MaxAttrs;
      const kept = keptShape(x!, reductionIndices);
      return {
        x: () => {
          const largest = where(tf.equal(x!, tf.reshape(y!, kept)));
          const numLargest = tf.sum(largest, tf.util.parseAxisParam(reductionIndices, x!.shape), true);
          // Where several are the largest, each gets its share, as in TensorFlow.
          return tf.mul(largest, tf.div(tf.reshape(one(dy), kept), numLargest));
        },
      };
    },
  },
];

/** The shape of a reduction's result with its axes kept as 1. */
function keptShape(x: tf.Tensor, axis: number | number[]): number[] {
  const axes = tf.util.parseAxisParam(axis, x.shape);
  return x.shape.map((size, i) => (axes.includes(i) ? 1 : size));
}
