import * as tf from '@tensorflow/tfjs-core';
import { ofInput, ofOutput, ofPair, one, where } from './gradient.js';

/** Of sums, products and functions of each number by itself. */
export const arithmetic: readonly tf.GradConfig[] = [
  ofPair(
    tf.Add,
    (dy) => dy,
    (dy) => dy,
  ),
  ofPair(
    tf.Sub,
    (dy) => dy,
    (dy) => tf.neg(dy),
  ),
  ofPair(
    tf.Multiply,
    (dy, _a, b) => tf.mul(dy, b),
    (dy, a) => tf.mul(dy, a),
  ),
  ofPair(
    tf.RealDiv,
    (dy, _a, b) => tf.div(dy, b),
    (dy, a, b) => tf.neg(tf.div(tf.mul(dy, a), tf.square(b))),
  ),
  // Of equal numbers the first gets the slope, as in TensorFlow.
  ofPair(
    tf.Maximum,
    (dy, a, b) => tf.mul(dy, where(tf.greaterEqual(a, b))),
    (dy, a, b) => tf.mul(dy, where(tf.less(a, b))),
  ),
  ofPair(
    tf.Minimum,
    (dy, a, b) => tf.mul(dy, where(tf.lessEqual(a, b))),
    (dy, a, b) => tf.mul(dy, where(tf.greater(a, b))),
  ),
  ofInput(tf.Step, (_dy, x) => tf.zerosLike(x)),
  ofInput(tf.Neg, (dy) => tf.neg(dy)),
  ofInput(tf.Abs, (dy, x) => tf.mul(dy, tf.sign(x))),
  ofInput(tf.Square, (dy, x) => tf.mul(dy, tf.mul(x, tf.scalar(2)))),
  ofOutput(tf.Sqrt, (dy, y) => tf.div(dy, tf.mul(y, tf.scalar(2)))),
  ofOutput(tf.Rsqrt, (dy, y) => tf.mul(dy, tf.mul(tf.mul(y, tf.square(y)), tf.scalar(-0.5)))),
  ofOutput(tf.Exp, (dy, y) => tf.mul(dy, y)),
  ofOutput(tf.Expm1, (dy, y) => tf.mul(dy, tf.add(y, tf.scalar(1)))),
  ofInput(tf.Log, (dy, x) => tf.div(dy, x)),
  ofInput(tf.Erf, (dy, x) =>
    tf.mul(dy, tf.mul(tf.exp(tf.neg(tf.square(x))), tf.scalar(2 / Math.sqrt(Math.PI)))),
  ),
  ofInput(tf.ClipByValue, (dy, x, attrs) => {
    const { clipValueMin: least, clipValueMax: most } = attrs as unknown as tf.ClipByValueAttrs;
    const inside = tf.mul(
      where(tf.greaterEqual(x, tf.scalar(least))),
      where(tf.lessEqual(x, tf.scalar(most))),
    );
    return tf.mul(dy, inside);
  }),
  // avgPool casts its result to the type it has already, and a cast to one's own type is an Identity in the end.
  { kernelName: tf.Cast, gradFunc: (dy) => ({ x: () => tf.clone(one(dy)) }) },
  { kernelName: tf.Identity, gradFunc: (dy) => ({ x: () => tf.clone(one(dy)) }) },
];
