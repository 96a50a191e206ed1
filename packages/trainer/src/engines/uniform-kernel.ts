import * as tf from '@tensorflow/tfjs-core';
import { Uniform, uniformValues, type UniformAttrs } from '../training/uniform.js';

/** The kernel `Uniform` for an engine without one of its own: drawn in JavaScript. Once; again is harmless. */
export function registerUniform(backendName: string): void {
  if (tf.getKernelsForBackend(backendName).some(({ kernelName }) => kernelName === Uniform)) return;
  tf.registerKernel({
    kernelName: Uniform,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { shape, stream } = attrs as unknown as UniformAttrs;
      const key = (backend as tf.KernelBackend).readSync(inputs['key']!.dataId) as Int32Array;
      const values = uniformValues(tf.util.sizeFromShape([...shape]), key, stream);
      return tf
        .engine()
        .makeTensorFromDataId(
          (backend as tf.KernelBackend).write(values, [...shape], 'float32'),
          [...shape],
          'float32',
        );
    },
  });
}
