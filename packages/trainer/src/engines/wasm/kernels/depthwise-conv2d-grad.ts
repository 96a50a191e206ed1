import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

type WasmMemory = Pick<BackendWasm, 'makeOutput' | 'typedArrayFromHeap'>;
type Shape = [number, number, number, number];

interface Attrs {
  strides: number | [number, number];
  pad: 'valid' | 'same' | number;
}

/** The gradient of a depthwise convolution's kernel, which the wasm backend lacks, by hand. */
export const depthwiseConv2dBackpropFilter: tf.KernelConfig = {
  kernelName: tf.DepthwiseConv2dNativeBackpropFilter,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { x, dy } = inputs as unknown as { x: tf.Tensor4D; dy: tf.Tensor4D };
    const { filterShape, ...windows } = attrs as unknown as Attrs & { filterShape: Shape };
    const info = convolutionInfo(x.shape, filterShape, windows);
    const wasm = backend as WasmMemory;
    const slope = wasm.makeOutput(filterShape, 'float32');
    // Only now: a new output may move the whole memory.
    const out = wasm.typedArrayFromHeap(slope).fill(0);
    const [pixels, slopes] = [wasm.typedArrayFromHeap(x), wasm.typedArrayFromHeap(dy)];
    const multiplier = filterShape[3];
    forEachMeeting(info, (pixel, window, place) => {
      for (let channel = 0; channel < info.inChannels; channel++) {
        const value = pixels[pixel + channel]!;
        for (let i = channel * multiplier; i < (channel + 1) * multiplier; i++) {
          out[place + i]! += value * slopes[window + i]!;
        }
      }
    });
    return slope;
  },
};

/** The gradient of a depthwise convolution's input, which the wasm backend lacks, by hand. */
export const depthwiseConv2dBackpropInput: tf.KernelConfig = {
  kernelName: tf.DepthwiseConv2dNativeBackpropInput,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { dy, filter } = inputs as unknown as { dy: tf.Tensor4D; filter: tf.Tensor4D };
    const { inputShape, ...windows } = attrs as unknown as Attrs & { inputShape: Shape };
    const info = convolutionInfo(inputShape, filter.shape, windows);
    const wasm = backend as WasmMemory;
    const slope = wasm.makeOutput(inputShape, 'float32');
    const out = wasm.typedArrayFromHeap(slope).fill(0);
    const [kernel, slopes] = [wasm.typedArrayFromHeap(filter), wasm.typedArrayFromHeap(dy)];
    const multiplier = filter.shape[3];
    forEachMeeting(info, (pixel, window, place) => {
      for (let channel = 0; channel < info.inChannels; channel++) {
        let sum = 0;
        for (let i = channel * multiplier; i < (channel + 1) * multiplier; i++) {
          sum += kernel[place + i]! * slopes[window + i]!;
        }
        out[pixel + channel]! += sum;
      }
    });
    return slope;
  },
};

function convolutionInfo(input: Shape, filter: Shape, { strides, pad }: Attrs): tf.backend_util.Conv2DInfo {
  return tf.backend_util.computeConv2DInfo(input, filter, strides, 1, pad, undefined, true);
}

/**
 * Visits every pixel that a place of the kernel meets in some window, each by where its channels begin: in the input,
 * in the output, in the kernel.
 */
function forEachMeeting(
  info: tf.backend_util.Conv2DInfo,
  visit: (pixel: number, window: number, place: number) => void,
): void {
  const { inChannels, outChannels, inHeight, inWidth, filterHeight, filterWidth } = info;
  let window = 0;
  for (let image = 0; image < info.batchSize; image++) {
    for (let outRow = 0; outRow < info.outHeight; outRow++) {
      const top = outRow * info.strideHeight - info.padInfo.top;
      const lastRow = Math.min(filterHeight, inHeight - top);
      for (let outColumn = 0; outColumn < info.outWidth; outColumn++) {
        const left = outColumn * info.strideWidth - info.padInfo.left;
        const lastColumn = Math.min(filterWidth, inWidth - left);
        for (let row = Math.max(0, -top); row < lastRow; row++) {
          const line = (image * inHeight + top + row) * inWidth + left;
          for (let column = Math.max(0, -left); column < lastColumn; column++) {
            visit((line + column) * inChannels, window, (row * filterWidth + column) * outChannels);
          }
        }
        window += outChannels;
      }
    }
  }
}
