import * as tf from '@tensorflow/tfjs-core';

/** Name of the kernel of an engine that keeps large constants where it computes. */
export const ResidentFloats = 'ResidentFloats';

/** A constant that is too large to be handed over in every step; the attributes of a `ResidentFloats` kernel. */
export interface Constant {
  /** Never changed; an engine finds its copy by this object. */
  values: Float32Array;
  shape: readonly [number, number];
}

/** The constant as a tensor. An engine without the kernel is handed it in every step all the same. */
export function residentFloats(constant: Constant): tf.Tensor2D {
  const kernels = tf.getKernelsForBackend(tf.getBackend());
  const keeps = kernels.some(({ kernelName }) => kernelName === ResidentFloats);
  if (!keeps) return tf.tensor2d(constant.values, [...constant.shape]);
  return tf.engine().runKernel(ResidentFloats, {}, constant as unknown as tf.NamedAttrMap);
}
