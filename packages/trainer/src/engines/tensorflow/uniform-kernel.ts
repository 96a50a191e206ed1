import * as tf from '@tensorflow/tfjs-core';
import { streamBits, Uniform, type UniformAttrs } from '../../training/uniform.js';
import { typeAttribute } from './attributes.js';
import { DataType } from './data-types.js';
import type { Kernels } from './kernels.js';

/** The kernel `Uniform`: TensorFlow's own stateless random numbers, which `uniformValues` repeats to the bit. */
export function registerUniform(backendName: string): void {
  tf.registerKernel({
    kernelName: Uniform,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const run = backend as Kernels;
      const { shape, stream } = attrs as unknown as UniformAttrs;
      return tf.tidy(() => {
        const seed = run.executeSingleOutput(
          'BitwiseXor',
          [typeAttribute('T', DataType.int32)],
          [inputs['key']!, tf.tensor1d([0, streamBits(stream)], 'int32')],
        );
        return run.executeSingleOutput(
          'StatelessRandomUniform',
          [
            typeAttribute('dtype', DataType.float),
            typeAttribute('T', DataType.int32),
            typeAttribute('Tseed', DataType.int32),
          ],
          [tf.tensor1d([...shape], 'int32'), seed],
        );
      });
    },
  });
}
