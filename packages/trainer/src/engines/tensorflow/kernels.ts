import type { DataType, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { Attribute } from './attributes.js';

/** The part of tfjs-node's `NodeJSKernelBackend` that we call ourselves. */
export interface Kernels {
  /** Runs one of TensorFlow's operations. @returns its first output */
  executeSingleOutput(name: string, attributes: Attribute[], inputs: TensorInfo[]): Tensor;
  /** TensorFlow's number for an element type of TensorFlow.js. */
  getDTypeInteger(dtype: DataType): number;
}
