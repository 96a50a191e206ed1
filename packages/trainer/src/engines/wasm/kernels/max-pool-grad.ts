import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

type WasmMemory = Pick<BackendWasm, 'makeOutput' | 'typedArrayFromHeap'>;

/**
 * The gradient of max pooling, by hand: the backend's own takes the smallest *positive* number for the start of a
 * maximum, and so gives the gradient to a wrong place wherever a whole window is negative. Of equal values the first
 * gets it, as in TensorFlow.
 */
export const maxPoolGrad: tf.KernelConfig = {
  kernelName: tf.MaxPoolGrad,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { dy, input } = inputs as unknown as { dy: tf.Tensor4D; input: tf.Tensor4D };
    const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as tf.MaxPoolGradAttrs;
    const info = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode);
    const wasm = backend as WasmMemory;
    const dx = wasm.makeOutput(input.shape, 'float32');
    // Only now: a new output may move the whole memory.
    const slopes = wasm.typedArrayFromHeap(dx).fill(0);
    scatter(info, wasm.typedArrayFromHeap(input), wasm.typedArrayFromHeap(dy), slopes);
    return dx;
  },
};

type Numbers = ReturnType<BackendWasm['typedArrayFromHeap']>;

/** Adds each window's slope to the place of its largest value. */
function scatter(info: tf.backend_util.Conv2DInfo, x: Numbers, dy: Numbers, dx: Numbers): void {
  const { inChannels: channels, inHeight, inWidth } = info;
  const rowSize = inWidth * channels;
  let window = 0;
  for (let image = 0; image < info.batchSize; image++) {
    for (let outRow = 0; outRow < info.outHeight; outRow++) {
      const top = outRow * info.strideHeight - info.padInfo.top;
      const firstRow = Math.max(top, 0);
      const rows = Math.min(top + info.filterHeight, inHeight) - firstRow;
      for (let outColumn = 0; outColumn < info.outWidth; outColumn++) {
        const left = outColumn * info.strideWidth - info.padInfo.left;
        const firstColumn = Math.max(left, 0);
        const columns = Math.min(left + info.filterWidth, inWidth) - firstColumn;
        const first = (image * inHeight + firstRow) * rowSize + firstColumn * channels;
        for (let at = first; at < first + channels; at++) {
          let largest = at;
          for (let row = at; row < at + rows * rowSize; row += rowSize) {
            for (let place = row; place < row + columns * channels; place += channels) {
              if (x[place]! > x[largest]!) largest = place;
            }
          }
          dx[largest]! += dy[window++]!;
        }
      }
    }
  }
}
