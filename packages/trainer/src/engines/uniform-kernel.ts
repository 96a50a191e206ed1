import * as tf from '@tensorflow/tfjs-core';
import { Uniform, uniformValues, type UniformAttrs } from '../training/uniform.js';

/** Every backend reads at once what it has not computed itself, such as a key. */
interface Readable {
  readSync(dataId: object): Int32Array;
}

/** The kernel `Uniform` for an engine without one of its own: drawn in JavaScript. Once; again is harmless. */
export function registerUniform(backendName: string): void {
  if (tf.getKernelsForBackend(backendName).some(({ kernelName }) => kernelName === Uniform)) return;
  tf.registerKernel({
    kernelName: Uniform,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { shape, stream } = attrs as unknown as UniformAttrs;
      const key = (backend as Readable).readSync(inputs['key']!.dataId);
      return tf.tensor(uniformValues(tf.util.sizeFromShape([...shape]), key, stream), [...shape], 'float32');
    },
  });
}
