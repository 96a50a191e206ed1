import * as tf from '@tensorflow/tfjs-core';
import { activations } from './gradients/activations.js';
import { arithmetic } from './gradients/arithmetic.js';
import { reductions } from './gradients/reductions.js';
import { shapes } from './gradients/shapes.js';
import { windows } from './gradients/windows.js';

/**
 * The gradients of the kernels that our networks use. tfjs-core's main file registers none (its own list is a
 * module that Node cannot load by itself), so those that we need stand here.
 */
const gradients: readonly tf.GradConfig[] = [
  ...arithmetic,
  ...activations,
  ...shapes,
  ...reductions,
  ...windows,
];

/** Makes the gradients known to TensorFlow.js, in place of any others. Every engine does so when it is opened. */
export function registerGradients(): void {
  for (const config of gradients) tf.registerGradient(config);
}
