import * as tf from '@tensorflow/tfjs-core';

/*
 * Every slope must be a tensor of its own: TensorFlow.js disposes of what it has added up, and a `dy` handed on as it
 * came would be gone for others.
 */

/** The slope of a kernel's one output, from the slope of the loss there. */
export function one(dy: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(dy) ? dy[0]! : dy;
}

/** The gradient of a kernel with one input, `x`, that needs this input. */
export function ofInput(
  kernelName: string,
  slope: (dy: tf.Tensor, x: tf.Tensor, attrs: tf.NamedAttrMap) => tf.Tensor,
): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => ({ x: () => slope(one(dy), x!, attrs) }),
  };
}

/** The gradient of a kernel with one input, `x`, that needs its output `y`. */
export function ofOutput(
  kernelName: string,
  slope: (dy: tf.Tensor, y: tf.Tensor, attrs: tf.NamedAttrMap) => tf.Tensor,
): tf.GradConfig {
  return {
    kernelName,
    outputsToSave: [true],
    gradFunc: (dy, [y], attrs) => ({ x: () => slope(one(dy), y!, attrs) }),
  };
}

/** The gradients of a kernel with inputs `a` and `b`, each repeated to the shape of the output where it is smaller. */
export function ofPair(
  kernelName: string,
  slopeOfA: (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  slopeOfB: (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({
      a: () => sumTo(a!, slopeOfA(one(dy), a!, b!)),
      b: () => sumTo(b!, slopeOfB(one(dy), a!, b!)),
    }),
  };
}

/** Undoes a broadcast: sums `slope` over the axes along which `to` was repeated. */
function sumTo(to: tf.Tensor, slope: tf.Tensor): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(to.shape, slope.shape);
  return tf.reshape(axes.length === 0 ? slope : tf.sum(slope, axes), to.shape);
}

/** 1 where `condition` holds, else 0. */
export function where(condition: tf.Tensor): tf.Tensor {
  return tf.cast(condition, 'float32');
}

export function runKernel(name: string, inputs: tf.NamedTensorMap, attrs: object): tf.Tensor {
  return tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap);
}
