import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { TakeBytes, type TakeBytesAttrs } from '../../../training/take-bytes.js';

type WasmMemory = Pick<BackendWasm, 'readSync' | 'makeOutput' | 'typedArrayFromHeap'>;

/** byte / 255 in float32, for each byte. */
const scaled = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** `takeBytes` by hand: the set stays in JavaScript's memory, a batch is written straight into WebAssembly's. */
export const takeBytes: KernelConfig = {
  kernelName: TakeBytes,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = backend as WasmMemory;
    const { set } = attrs as unknown as TakeBytesAttrs;
    const indices = wasm.readSync(inputs.indices!.dataId);
    const { height, width, channels, images } = set;
    const size = height * width * channels;
    const out = wasm.makeOutput([indices.length, height, width, channels], 'float32');
    const values = wasm.typedArrayFromHeap(out);
    let to = 0;
    for (const index of indices) {
      const first = Number(index) * size;
      for (let from = first; from < first + size; from++) values[to++] = scaled[images[from]!]!;
    }
    return out;
  },
};
