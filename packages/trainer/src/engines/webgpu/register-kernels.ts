import * as tf from '@tensorflow/tfjs-core';
import { rightAvgPoolGrad } from '../avg-pool-grad.js';
import { registerTakeBytes } from '../take-bytes-kernel.js';
import { registerUniform } from '../uniform-kernel.js';

const backendName = 'webgpu';
/** What was put in place of the backend's own. */
const replaced = new Set<string>();

/** Adds to the webgpu backend what training needs and it has not, or not right. Once; again is harmless. */
export function registerKernels(): void {
  registerTakeBytes(backendName);
  registerUniform(backendName);
  replace(tf.AvgPoolGrad, rightAvgPoolGrad);
  replace(tf.PadV2, padOfAnyRank);
}

function replace(kernelName: string, better: (own: tf.KernelConfig) => tf.KernelConfig): void {
  if (replaced.has(kernelName)) return;
  replaced.add(kernelName);
  const own = tf.getKernel(kernelName, backendName);
  tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel(better(own));
}

/**
 * The backend's padding writes a shader that is no shader where there are more than four axes, as under a dilated
 * convolution. Those are padded one axis at a time, with all before it and all after it taken together.
 */
function padOfAnyRank(own: tf.KernelConfig): tf.KernelConfig {
  return {
    ...own,
    kernelFunc: (given) => {
      const { x } = given.inputs as unknown as { x: tf.Tensor };
      const { paddings, constantValue } = given.attrs as unknown as tf.PadV2Attrs;
      if (x.rank <= 4) return own.kernelFunc(given);
      return tf.tidy(() =>
        paddings.reduce((padded, [before, after], axis) => {
          if (before === 0 && after === 0) return padded;
          const { shape } = padded;
          const outer = tf.util.sizeFromShape(shape.slice(0, axis));
          const inner = tf.util.sizeFromShape(shape.slice(axis + 1));
          const flat = tf.reshape<tf.Rank.R3>(padded, [outer, shape[axis]!, inner]);
          const wider = tf.pad3d(
            flat,
            [
              [0, 0],
              [before, after],
              [0, 0],
            ],
            constantValue,
          );
          return tf.reshape(wider, shape.with(axis, shape[axis]! + before + after));
        }, tf.clone(x)),
      );
    },
  };
}
