import * as tf from '@tensorflow/tfjs-core';
import { conv2DBackpropFilter } from './conv2d-backprop-filter.js';
import { fastConv2DBackpropInput } from './conv2d-backprop-input.js';
import { takeBytes } from './take-bytes.js';

/** Adds to the wasm backend what training needs and it has not, or not fast. Once; again is harmless. */
export function registerKernels(): void {
  if (tf.getKernel(takeBytes.kernelName, 'wasm')) return;
  tf.registerKernel(takeBytes);
  tf.registerKernel(conv2DBackpropFilter);
  const own = tf.getKernel(tf.Conv2DBackpropInput, 'wasm');
  tf.unregisterKernel(tf.Conv2DBackpropInput, 'wasm');
  tf.registerKernel(fastConv2DBackpropInput(own));
}
