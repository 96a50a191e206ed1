import * as tf from '@tensorflow/tfjs-core';

interface Attrs {
  strides: number | [number, number];
  pad: 'valid' | 'same' | number;
  inputShape: [number, number, number, number];
}

/**
 * The gradient of a convolution's input as a convolution of `dy` with the kernel turned around: at stride 1 many
 * times faster than the backend's own loops, to which larger strides are left.
 */
export function fastConv2DBackpropInput(own: tf.KernelConfig): tf.KernelConfig {
  return {
    ...own,
    kernelFunc: (given) => {
      const { dy, filter } = given.inputs as unknown as { dy: tf.Tensor4D; filter: tf.Tensor4D };
      const { strides, pad, inputShape } = given.attrs as unknown as Attrs;
      const info = tf.backend_util.computeConv2DInfo(inputShape, filter.shape, strides, 1, pad);
      if (info.strideHeight > 1 || info.strideWidth > 1) return own.kernelFunc(given);
      const rows = around(info.inHeight, info.outHeight, info.filterHeight, info.padInfo.top);
      const columns = around(info.inWidth, info.outWidth, info.filterWidth, info.padInfo.left);
      return tf.tidy(() => {
        const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
        return tf.conv2d(tf.pad(dy, [[0, 0], rows, columns, [0, 0]]), turned, 1, 'valid');
      });
    },
  };
}

/** What to put before and after `dy` so that the turned kernel meets every input it came from. */
function around(input: number, output: number, kernel: number, padBefore: number): [number, number] {
  const before = kernel - 1 - padBefore;
  return [before, input + kernel - 1 - output - before];
}
