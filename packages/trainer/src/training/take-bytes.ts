import * as tf from '@tensorflow/tfjs-core';
import type { ImageSet } from '../data/image-set.js';

/** Name of the kernel that each engine registers for its own backend. */
export const TakeBytes = 'TakeBytes';

/** What a `TakeBytes` kernel is given; its one input is `indices`, int32 `[batch]`. */
export interface TakeBytesAttrs {
  /** The set to take from. An engine may keep a copy of its bytes where it computes, found by this object. */
  set: ImageSet;
}

/**
 * Gathers images by their numbers and scales them to 0–1: byte / 255, rounded once, as NumPy does in float32.
 * @param indices int32 `[batch]`, each below `set.count` (the caller's duty: a kernel may not look)
 * @returns float32 `[batch, height, width, channels]`
 */
export function takeBytes(set: ImageSet, indices: tf.Tensor1D): tf.Tensor4D {
  const attrs: TakeBytesAttrs = { set };
  return tf.engine().runKernel(TakeBytes, { indices }, attrs as unknown as tf.NamedAttrMap);
}

/** The classes of the images of these numbers, gathered on the host: they are few bytes. */
export function takeLabels(set: ImageSet, indices: Int32Array): Int32Array {
  return indices.map((index) => set.labels[index]!);
}
