import * as tf from '@tensorflow/tfjs-core';

interface Attrs {
  strides: number | [number, number];
  pad: 'valid' | 'same' | number;
  filterShape: [number, number, number, number];
}

/**
 * The gradient of a convolution's kernel, which the wasm backend lacks, made of its own Conv2D: every input channel
 * is an image, the images of the batch are its channels, and `dy`, spread by the strides, is the kernel that slides.
 */
export const conv2DBackpropFilter: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropFilter,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { x, dy } = inputs as unknown as { x: tf.Tensor4D; dy: tf.Tensor4D };
    const { strides, pad, filterShape } = attrs as unknown as Attrs;
    const { padInfo, strideHeight, strideWidth } = tf.backend_util.computeConv2DInfo(
      x.shape,
      filterShape,
      strides,
      1,
      pad,
    );
    return tf.tidy(() => {
      const padded = tf.pad(x, [
        [0, 0],
        [padInfo.top, padInfo.bottom],
        [padInfo.left, padInfo.right],
        [0, 0],
      ]);
      const images = tf.transpose(padded, [3, 1, 2, 0]);
      const kernel = tf.transpose(dy, [1, 2, 0, 3]);
      const slid = tf.conv2d(images, kernel, 1, 'valid', 'NHWC', [strideHeight, strideWidth]);
      const [height, width, inChannels, outChannels] = filterShape;
      // With strides above 1, rows that no window reached may be left over at the end.
      const reached = tf.slice(slid, [0, 0, 0, 0], [inChannels, height, width, outChannels]);
      return tf.transpose(reached, [1, 2, 0, 3]);
    });
  },
};
