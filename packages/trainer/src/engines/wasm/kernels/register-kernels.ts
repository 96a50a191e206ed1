import * as tf from '@tensorflow/tfjs-core';
import { fastBatchMatMul } from './batch-mat-mul.js';
import { conv2DBackpropFilter } from './conv2d-backprop-filter.js';
import { fastConv2DBackpropInput } from './conv2d-backprop-input.js';
import { takeBytes } from './take-bytes.js';

/** Adds to the wasm backend what training needs and it has not, or not fast. Once; again is harmless. */
export function registerKernels(): void {
  if (tf.getKernel(takeBytes.kernelName, 'wasm')) return;
  tf.registerKernel(takeBytes);
  tf.registerKernel(conv2DBackpropFilter);
  replace(tf.Conv2DBackpropInput, fastConv2DBackpropInput);
  replace(tf.BatchMatMul, fastBatchMatMul);
}

function replace(kernelName: string, faster: (own: tf.KernelConfig) => tf.KernelConfig): void {
  const own = tf.getKernel(kernelName, 'wasm');
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel(faster(own));
}
