import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradients of the kernels that our networks use. tfjs-core's main file registers none (its own list is a
 * module that Node cannot load by itself), so the few that we need stand here.
 */
const gradients: readonly tf.GradConfig[] = [
  {
    kernelName: tf.Add,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({ a: () => sumTo(a!, one(dy)), b: () => sumTo(b!, one(dy)) }),
  },
  {
    kernelName: tf.BatchMatMul,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b], attrs) => {
      const { transposeA, transposeB } = attrs as unknown as tf.BatchMatMulAttrs;
      tf.util.assert(!transposeA && !transposeB, () => 'Only the gradient of a plain matMul is known.');
      return {
        a: () => tf.matMul(one(dy), b!, false, true),
        b: () => tf.matMul(a!, one(dy), true, false),
      };
    },
  },
  {
    kernelName: tf.Conv2D,
    inputsToSave: ['x', 'filter'],
    gradFunc: (dy, [x, filter], attrs) => {
      const { strides, pad, dataFormat, dimRoundingMode } = attrs as unknown as tf.Conv2DAttrs;
      const common = { strides, pad, dataFormat, dimRoundingMode };
      return {
        x: () =>
          runKernel(
            tf.Conv2DBackpropInput,
            { dy: one(dy), filter: filter! },
            { ...common, inputShape: x!.shape },
          ),
        filter: () =>
          runKernel(
            tf.Conv2DBackpropFilter,
            { x: x!, dy: one(dy) },
            { ...common, filterShape: filter!.shape },
          ),
      };
    },
  },
  {
    kernelName: tf.AvgPool,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => {
      const { filterSize, strides, pad } = attrs as unknown as tf.AvgPoolAttrs;
      return { x: () => runKernel(tf.AvgPoolGrad, { dy: one(dy), input: x! }, { filterSize, strides, pad }) };
    },
  },
  {
    kernelName: tf.MaxPool,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, [x, y], attrs) => {
      const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as tf.MaxPoolAttrs;
      return {
        x: () =>
          runKernel(
            tf.MaxPoolGrad,
            { dy: one(dy), input: x!, output: y! },
            { filterSize, strides, pad, dimRoundingMode },
          ),
      };
    },
  },
  {
    kernelName: tf.Reshape,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.reshape(one(dy), x!.shape) }),
  },
  {
    kernelName: tf.Mean,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => {
      const { axis } = attrs as unknown as tf.MeanAttrs;
      const kept = keptShape(x!, axis);
      const averaged = x!.size / tf.util.sizeFromShape(kept);
      return {
        x: () => tf.mul(tf.div(tf.reshape(one(dy), kept), tf.scalar(averaged)), tf.ones(x!.shape)),
      };
    },
  },
  {
    kernelName: tf.Max,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, [x, y], attrs) => {
      const { reductionIndices } = attrs as unknown as tf.MaxAttrs;
      const kept = keptShape(x!, reductionIndices);
      return {
        x: () => {
          const largest = tf.cast(tf.equal(x!, tf.reshape(y!, kept)), 'float32');
          const numLargest = tf.sum(largest, tf.util.parseAxisParam(reductionIndices, x!.shape), true);
          // Where several are the largest, each gets its share, as in TensorFlow.
          return tf.mul(largest, tf.div(tf.reshape(one(dy), kept), numLargest));
        },
      };
    },
  },
  {
    kernelName: tf.Relu,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(one(dy), tf.step(x!)) }),
  },
  {
    kernelName: tf.Tanh,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => tf.mul(one(dy), tf.sub(tf.scalar(1), tf.square(y!))) }),
  },
  {
    kernelName: tf.Sigmoid,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => tf.mul(one(dy), tf.mul(y!, tf.sub(tf.scalar(1), y!))) }),
  },
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
  // avgPool casts its result to the type it has already, and a cast to one's own type is an Identity in the end.
  {
    kernelName: tf.Cast,
    gradFunc: (dy) => ({ x: () => one(dy) }),
  },
  {
    kernelName: tf.Identity,
    gradFunc: (dy) => ({ x: () => one(dy) }),
  },
];

/** Makes the gradients known to TensorFlow.js, in place of any others. Every engine does so when it is opened. */
export function registerGradients(): void {
  for (const config of gradients) tf.registerGradient(config);
}

/** Our kernels have one output each. */
function one(dy: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(dy) ? dy[0]! : dy;
}

/** Undoes a broadcast: sums `dy` over the axes along which `to` was repeated. */
function sumTo(to: tf.Tensor, dy: tf.Tensor): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(to.shape, dy.shape);
  return axes.length === 0 ? dy : tf.reshape(tf.sum(dy, axes), to.shape);
}

/** The shape of a reduction's result with its axes kept as 1. */
function keptShape(x: tf.Tensor, axis: number | number[]): number[] {
  const axes = tf.util.parseAxisParam(axis, x.shape);
  return x.shape.map((size, i) => (axes.includes(i) ? 1 : size));
}

function runKernel(name: string, inputs: tf.NamedTensorMap, attrs: object): tf.Tensor {
  return tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap);
}
