import * as tf from '@tensorflow/tfjs-core';
import { philox4x32 } from './philox.js';

/** Name of the kernel that each engine registers for its own backend. */
export const Uniform = 'Uniform';

/** What a `Uniform` kernel is given; its one input is `key`, int32 `[2]`. */
export interface UniformAttrs {
  shape: readonly number[];
  /** A whole number; those of different streams have nothing to do with each other. */
  stream: number;
}

/**
 * Random numbers at least 0 and below 1, in steps of 2⁻²³: a function of key and stream, the same on every engine.
 * The key is a tensor, so that a recorded step draws others each time.
 * @param key int32 `[2]`
 * @returns float32
 */
export function uniform<R extends tf.Rank>(
  shape: tf.ShapeMap[R],
  key: tf.Tensor1D,
  stream: number,
): tf.Tensor<R> {
  const attrs: UniformAttrs = { shape, stream };
  return tf.engine().runKernel(Uniform, { key }, attrs as unknown as tf.NamedAttrMap);
}

/**
 * What a `Uniform` kernel gives, computed in JavaScript: TensorFlow's `StatelessRandomUniform` with the seed
 * `[key[0], key[1] xor streamBits(stream)]`. Philox 4×32-10 scrambles the seed once: half of what comes out is the key
 * of the numbers, the other half the upper part of their counter; four numbers come from each count.
 */
export function uniformValues(size: number, key: ArrayLike<number>, stream: number): Float32Array {
  const [seed0, seed1] = [key[0]!, key[1]! ^ streamBits(stream)];
  const sign = (seed: number) => (seed < 0 ? 0xffffffff : 0);
  const [k0, k1, high0, high1] = philox4x32(
    [seed0 >>> 0, sign(seed0), seed1 >>> 0, sign(seed1)],
    [0x3ec8f720, 0x02461e29],
  );
  const values = new Float32Array(size);
  for (let from = 0; from < size; from += 4) {
    const words = philox4x32([from / 4, 0, high0, high1], [k0, k1]);
    for (let i = from; i < Math.min(from + 4, size); i++) values[i] = (words[i - from]! & 0x7fffff) / 2 ** 23;
  }
  return values;
}

/** What the key's second number is mixed with: far apart for each stream, where keys may be counted on by one. */
export const streamBits = (stream: number): number => Math.imul(stream, 0x9e3779b9);

/** The key of one part of a batch, from that of its step: keys that are alike become keys that are not. */
export function partKey(key: readonly [number, number], part: number): Int32Array {
  return Int32Array.from(philox4x32([part, 0, 0, 0], key).slice(0, 2), (word) => word | 0);
}
