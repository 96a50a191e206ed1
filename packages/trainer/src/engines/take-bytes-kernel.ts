import * as tf from '@tensorflow/tfjs-core';
import { TakeBytes, type TakeBytesAttrs } from '../training/take-bytes.js';

type Memory = Pick<tf.KernelBackend, 'readSync' | 'write'>;

/** byte / 255 in float32, for each byte. */
const scaled = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/**
 * The kernel `TakeBytes` for an engine without one of its own: the set stays in JavaScript's memory, a batch is
 * gathered there and handed over. Once; again is harmless.
 */
export function registerTakeBytes(backendName: string): void {
  if (tf.getKernelsForBackend(backendName).some(({ kernelName }) => kernelName === TakeBytes)) return;
  tf.registerKernel({
    kernelName: TakeBytes,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const kernels = backend as Memory;
      const { set } = attrs as unknown as TakeBytesAttrs;
      const { height, width, channels, images } = set;
      const indices = kernels.readSync(inputs['indices']!.dataId) as Int32Array;
      const size = height * width * channels;
      const values = new Float32Array(indices.length * size);
      indices.forEach((index, i) => {
        for (let at = 0; at < size; at++) values[i * size + at] = scaled[images[index * size + at]!]!;
      });
      const shape = [indices.length, height, width, channels];
      return { dataId: kernels.write(values, shape, 'float32'), shape, dtype: 'float32' };
    },
  });
}
