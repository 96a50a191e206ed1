import * as tf from '@tensorflow/tfjs-core';

type Convolve = (x: tf.Tensor4D, filter: tf.Tensor4D, attrs: tf.Conv2DAttrs) => tf.Tensor4D;

/**
 * The backend's convolution, but right also where a side of the kernel is smaller than its stride: there the library
 * below reckons a wrong padding for `same`, so it is padded here.
 */
export function rightConv2D(own: tf.KernelConfig): tf.KernelConfig {
  return paddedWhereWrong(own, false, (x, filter, { strides, dilations }) =>
    tf.conv2d(x, filter, strides, 'valid', 'NHWC', dilations),
  );
}

/** The same for the depthwise convolution. */
export function rightDepthwiseConv2d(own: tf.KernelConfig): tf.KernelConfig {
  return paddedWhereWrong(own, true, (x, filter, { strides, dilations }) =>
    tf.depthwiseConv2d(x, filter, strides, 'valid', 'NHWC', dilations),
  );
}

function paddedWhereWrong(own: tf.KernelConfig, depthwise: boolean, valid: Convolve): tf.KernelConfig {
  return {
    ...own,
    kernelFunc: (given) => {
      const { x, filter } = given.inputs as unknown as { x: tf.Tensor4D; filter: tf.Tensor4D };
      const attrs = given.attrs as unknown as tf.Conv2DAttrs;
      const { strides, pad, dilations } = attrs;
      const info = tf.backend_util.computeConv2DInfo(
        ...([x.shape, filter.shape, strides, dilations, pad, undefined, depthwise] as const),
      );
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
        return valid(padded, filter, attrs);
      });
    },
  };
}
