import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';

/** Keras 3's activations by name, with the defaults of their arguments. */
const functions = {
  linear: (x) => x,
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  leaky_relu: (x) => tf.leakyRelu(x, 0.2),
  elu: (x) => tf.elu(x),
  celu: (x) => tf.add(tf.relu(x), tf.expm1(tf.minimum(x, tf.scalar(0)))),
  selu: (x) => tf.selu(x),
  sigmoid: (x) => tf.sigmoid(x),
  log_sigmoid: (x) => tf.neg(tf.softplus(tf.neg(x))),
  hard_sigmoid: hardSigmoid,
  sparse_sigmoid: (x) => tf.mul(tf.add(tf.clipByValue(x, -1, 1), tf.scalar(1)), tf.scalar(0.5)),
  silu,
  swish: silu,
  hard_silu: hardSilu,
  hard_swish: hardSilu,
  mish: (x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  gelu: (x) =>
    tf.mul(tf.mul(x, tf.scalar(0.5)), tf.add(tf.erf(tf.mul(x, tf.scalar(Math.SQRT1_2))), tf.scalar(1))),
  tanh: (x) => tf.tanh(x),
  hard_tanh: (x) => tf.clipByValue(x, -1, 1),
  tanh_shrink: (x) => tf.sub(x, tf.tanh(x)),
  soft_shrink: (x) => tf.sub(x, tf.clipByValue(x, -0.5, 0.5)),
  hard_shrink: (x) => tf.mul(x, tf.step(tf.sub(tf.abs(x), tf.scalar(0.5)))),
  softplus: (x) => tf.softplus(x),
  sparse_plus: sparsePlus,
  squareplus: (x) => tf.mul(tf.add(x, tf.sqrt(tf.add(tf.square(x), tf.scalar(4)))), tf.scalar(0.5)),
  softsign: (x) => tf.div(x, tf.add(tf.abs(x), tf.scalar(1))),
  exponential: (x) => tf.exp(x),
  softmax: (x) => tf.softmax(x),
  log_softmax: (x) => tf.sub(x, tf.logSumExp(x, -1, true)),
} satisfies Record<string, (x: tf.Tensor) => tf.Tensor>;

export type ActivationName = keyof typeof functions;

/** Keras's names; a config without one, or with `null`, means `linear`. */
export const activationName = z
  .enum(Object.keys(functions) as [ActivationName, ...ActivationName[]])
  .nullish()
  .transform((name): ActivationName => name ?? 'linear');

/** Applies an activation element by element; `softmax` and `log_softmax` along the last axis. */
export function activate(name: ActivationName, x: tf.Tensor): tf.Tensor {
  return functions[name](x);
}

function hardSigmoid(x: tf.Tensor): tf.Tensor {
  return tf.div(tf.relu6(tf.add(x, tf.scalar(3))), tf.scalar(6));
}

function silu(x: tf.Tensor): tf.Tensor {
  return tf.mul(x, tf.sigmoid(x));
}

function hardSilu(x: tf.Tensor): tf.Tensor {
  return tf.mul(x, hardSigmoid(x));
}

/** 0 up to −1, (x + 1)² / 4 up to 1, then x. */
function sparsePlus(x: tf.Tensor): tf.Tensor {
  const bent = tf.square(tf.add(tf.clipByValue(x, -1, 1), tf.scalar(1)));
  return tf.add(tf.mul(bent, tf.scalar(0.25)), tf.relu(tf.sub(x, tf.scalar(1))));
}
