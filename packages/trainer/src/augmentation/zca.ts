import { setImmediate } from 'node:timers/promises';
import { ConvScopeError } from '@convscope/protocol';
import * as tf from '@tensorflow/tfjs-core';
import type { ImageSet } from '../data/image-set.js';
import type { Constant } from './resident-floats.js';
import { eigenSymmetric, type Checkpoint } from './eigen-symmetric.js';

/** Values of an image up to which its whitening is computed; the time grows with their third power. */
const zcaLimit = 4096;

/** Of each value's channel: what the bytes are multiplied with, and what is then taken off. */
interface Scaling {
  scale: number;
  mean: Float64Array;
}

interface WhiteningOptions extends Scaling {
  /** Keras's `zca_epsilon`, added to the singular values. */
  epsilon: number;
  checkpoint: Checkpoint;
}

/** Share of the time that the products of all pairs of values take. */
const productsShare = 0.15;

/**
 * Keras's ZCA matrix: U · diag(√count / (s + ε)) · Uᵀ, where s are the singular values of all centred images and U
 * their directions. They are the roots of the eigenvalues, and the eigenvectors, of the matrix of inner products, which
 * is exact here: a float32 holds the sum of 256 products of two bytes.
 * @returns float32 `[values, values]`, values = height · width · channels
 * @throws ConvScopeError `zca-too-large`, and what `checkpoint` throws
 */
export async function whiteningMatrix(set: ImageSet, options: WhiteningOptions): Promise<Constant> {
  const { count, height, width, channels } = set;
  const values = height * width * channels;
  if (values > zcaLimit) {
    const size = `${height} × ${width} × ${channels}`;
    throw new ConvScopeError('zca-too-large', { size, values, limit: zcaLimit });
  }
  const { checkpoint, epsilon } = options;
  const products = await innerProducts(set, (done) => checkpoint(productsShare * done));
  centre(products, set, options);
  const eigen = await eigenSymmetric(products, values, (done) =>
    checkpoint(productsShare + (1 - productsShare) * done),
  );
  const directions = principal(eigen.values, Math.min(count, values));
  const largest = Math.sqrt(Math.max(eigen.values[directions[0]!]!, 0));
  // A direction in which nothing varies has a singular value of 0, which Keras's float32 cannot tell from its rounding.
  const least = largest * 2 ** -23;
  const scaled = new Float32Array(directions.length * values);
  directions.forEach((from, i) => {
    const singular = Math.max(Math.sqrt(Math.max(eigen.values[from]!, 0)), least);
    const factor = Math.sqrt(Math.sqrt(count) / (singular + epsilon));
    for (let j = 0; j < values; j++) scaled[i * values + j] = factor * eigen.vectors[from * values + j]!;
  });
  return { values: await selfProduct(scaled, directions.length, values), shape: [values, values] };
}

/** Numbers of the largest eigenvalues, the largest first. */
function principal(values: Float64Array, count: number): number[] {
  return Array.from(values.keys())
    .sort((a, b) => values[b]! - values[a]!)
    .slice(0, count);
}

/** Images whose products of bytes a float32 sums without rounding: 256 · 255² < 2²⁴. */
const exactImages = 256;

/** Σ over all images of byte i · byte j, exact. */
async function innerProducts({ images, count }: ImageSet, checkpoint: Checkpoint): Promise<Float64Array> {
  const values = images.length / count;
  const sums = new Float64Array(values * values);
  for (let from = 0; from < count; from += exactImages) {
    await setImmediate();
    checkpoint(from / count);
    const some = images.subarray(from * values, Math.min(from + exactImages, count) * values);
    const products = await selfProduct(Float32Array.from(some), some.length / values, values);
    for (let i = 0; i < sums.length; i++) sums[i]! += products[i]!;
  }
  return sums;
}

/** MᵀM on the engine. */
async function selfProduct(matrix: Float32Array, rows: number, columns: number): Promise<Float32Array> {
  const product = tf.tidy(() => {
    const tensor = tf.tensor2d(matrix, [rows, columns]);
    return tf.matMul(tensor, tensor, true);
  });
  const values = await product.data<'float32'>();
  product.dispose();
  return values;
}

/** From products of bytes to products of what they stand for: scaled, the mean of their channel taken off. */
function centre(
  products: Float64Array,
  { images, count, channels }: ImageSet,
  { scale, mean }: Scaling,
): void {
  const values = images.length / count;
  const sums = new Float64Array(values);
  for (let i = 0; i < images.length; i++) sums[i % values]! += scale * images[i]!;
  for (let i = 0; i < values; i++) {
    const ofRow = mean[i % channels]!;
    for (let j = 0; j < values; j++) {
      const ofColumn = mean[j % channels]!;
      const product = scale * scale * products[i * values + j]!;
      products[i * values + j] = product - ofRow * sums[j]! - ofColumn * sums[i]! + count * ofRow * ofColumn;
    }
  }
}
