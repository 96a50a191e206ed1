import * as tf from '@tensorflow/tfjs-core';
import { one, runKernel } from './gradient.js';

/** Of matrix products, convolutions and pooling. */
export const windows: readonly tf.GradConfig[] = [
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
    // The forward of a transposed convolution; `filter` is the convolution's that it undoes.
    kernelName: tf.Conv2DBackpropInput,
    inputsToSave: ['dy', 'filter'],
    gradFunc: (slope, [dy, filter], attrs) => {
      const { strides, pad, dataFormat, dimRoundingMode } = attrs as unknown as tf.Conv2DBackpropInputAttrs;
      const common = { strides, pad, dataFormat, dimRoundingMode };
      return {
        dy: () => runKernel(tf.Conv2D, { x: one(slope), filter: filter! }, { ...common, dilations: [1, 1] }),
        filter: () =>
          runKernel(
            tf.Conv2DBackpropFilter,
            { x: one(slope), dy: dy! },
            { ...common, filterShape: filter!.shape },
          ),
      };
    },
  },
  {
    kernelName: tf.DepthwiseConv2dNative,
    inputsToSave: ['x', 'filter'],
    gradFunc: (dy, [x, filter], attrs) => {
      const { strides, pad, dilations, dimRoundingMode } = attrs as unknown as tf.DepthwiseConv2dNativeAttrs;
      const common = { strides, pad, dilations, dimRoundingMode };
      return {
        x: () =>
          runKernel(
            tf.DepthwiseConv2dNativeBackpropInput,
            { dy: one(dy), filter: filter! },
            { ...common, inputShape: x!.shape },
          ),
        filter: () =>
          runKernel(
            tf.DepthwiseConv2dNativeBackpropFilter,
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
];
