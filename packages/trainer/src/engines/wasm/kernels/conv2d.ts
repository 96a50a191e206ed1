import * as tf from '@tensorflow/tfjs-core';

/**
 * The backend's convolution, but right also where a side of the kernel is smaller than its stride: there the library
 * below reckons a wrong padding for `same`, so it is padded here.
 */
export function rightConv2D(own: tf.KernelConfig): tf.KernelConfig {
  return {
    ...own,
    kernelFunc: (given) => {
      const { x, filter } = given.inputs as unknown as { x: tf.Tensor4D; filter: tf.Tensor4D };
      const { strides, pad, dilations } = given.attrs as unknown as tf.Conv2DAttrs;
      const info = tf.backend_util.computeConv2DInfo(x.shape, filter.shape, strides, dilations, pad);
      const small = info.filterHeight < info.strideHeight || info.filterWidth < info.strideWidth;
      if (pad !== 'same' || !small) return own.kernelFunc(given);
      const { top, bottom, left, right } = info.padInfo;
      return tf.tidy(() => {
        const padded = tf.pad(x, [
          [0, 0],
          [top, bottom],
          [left, right],
          [0, 0],
        ]);
        return tf.conv2d(padded, filter, strides, 'valid', 'NHWC', dilations);
      });
    },
  };
}
