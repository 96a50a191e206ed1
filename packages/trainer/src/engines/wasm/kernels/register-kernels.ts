import * as tf from '@tensorflow/tfjs-core';
import { TakeBytes } from '../../../training/take-bytes.js';
import { rightAvgPoolGrad } from '../../avg-pool-grad.js';
import { fastBatchMatMul } from './batch-mat-mul.js';
import { rightConv2D, rightDepthwiseConv2d } from './conv2d.js';
import { conv2DBackpropFilter } from './conv2d-backprop-filter.js';
import { fastConv2DBackpropInput } from './conv2d-backprop-input.js';
import { depthwiseConv2dBackpropFilter, depthwiseConv2dBackpropInput } from './depthwise-conv2d-grad.js';
import { maxPoolGrad } from './max-pool-grad.js';
import { takeBytes } from './take-bytes.js';

/** Adds to the wasm backend what training needs and it has not, or not right, or not fast. Once; again is harmless. */
export function registerKernels(): void {
  // By name: TensorFlow.js's registry is the process's, however many copies of this module it holds.
  const registered = tf.getKernelsForBackend('wasm').some(({ kernelName }) => kernelName === TakeBytes);
  if (registered) return;
  tf.registerKernel(takeBytes);
  tf.registerKernel(conv2DBackpropFilter);
  tf.registerKernel(depthwiseConv2dBackpropFilter);
  tf.registerKernel(depthwiseConv2dBackpropInput);
  replace(tf.Conv2DBackpropInput, fastConv2DBackpropInput);
  replace(tf.Conv2D, rightConv2D);
  replace(tf.DepthwiseConv2dNative, rightDepthwiseConv2d);
  replace(tf.MaxPoolGrad, () => maxPoolGrad);
  replace(tf.AvgPoolGrad, rightAvgPoolGrad);
  replace(tf.BatchMatMul, fastBatchMatMul);
}

function replace(kernelName: string, better: (own: tf.KernelConfig) => tf.KernelConfig): void {
  const own = tf.getKernel(kernelName, 'wasm');
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel(better(own));
}
