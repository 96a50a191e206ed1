import * as tf from '@tensorflow/tfjs-core';

/**
 * The backend's gradient of average pooling, but right also with `same`: it divides by the whole window everywhere,
 * while at the border the mean was over fewer values. What it is given makes up for that.
 */
export function rightAvgPoolGrad(own: tf.KernelConfig): tf.KernelConfig {
  return {
    ...own,
    kernelFunc: (given) => {
      const { dy, input } = given.inputs as unknown as { dy: tf.Tensor4D; input: tf.Tensor4D };
      const { filterSize, strides, pad } = given.attrs as unknown as tf.AvgPoolAttrs;
      if (pad !== 'same') return own.kernelFunc(given);
      const info = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad);
      const rows = shares(
        info.inHeight,
        info.outHeight,
        info.filterHeight,
        info.strideHeight,
        info.padInfo.top,
      );
      const columns = shares(
        info.inWidth,
        info.outWidth,
        info.filterWidth,
        info.strideWidth,
        info.padInfo.left,
      );
      const raised = tf.tidy(() =>
        tf.mul(
          dy,
          tf.mul(tf.tensor(rows, [1, rows.length, 1, 1]), tf.tensor(columns, [1, 1, columns.length, 1])),
        ),
      );
      const dx = own.kernelFunc({ ...given, inputs: { dy: raised, input } });
      raised.dispose();
      return dx;
    },
  };
}

/** Along one side, for each window: its size through how many of its places lie in the picture. */
function shares(input: number, output: number, window: number, stride: number, padBefore: number): number[] {
  return Array.from({ length: output }, (_, i) => {
    const first = i * stride - padBefore;
    return window / (Math.min(first + window, input) - Math.max(first, 0));
  });
}
