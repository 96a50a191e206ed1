import type { Weight } from '@convscope/protocol';

/** A convolution's kernel in Keras's layout: `[height, width, inputs, filters]`. */
export interface KernelShape {
  height: number;
  width: number;
  /** Maps that each filter reads. */
  inputs: number;
  filters: number;
}

/** The shape, if it is a 2-D convolution's kernel. */
export function kernelShape(shape: readonly number[]): KernelShape | null {
  const [height, width, inputs, filters] = shape;
  if (shape.length !== 4 || !height || !width || !inputs || !filters) return null;
  return { height, width, inputs, filters };
}

/** One filter's weights for one of its input maps, row by row: `[height · width]`. */
export function kernelOf(kernel: Weight, input: number, filter: number): Float32Array {
  const { height, width, inputs, filters } = kernelShape(kernel.shape)!;
  const values = new Float32Array(height * width);
  for (let i = 0; i < values.length; i++) values[i] = kernel.values[(i * inputs + input) * filters + filter]!;
  return values;
}

/** The norm of each kernel: `[inputs · filters]`, filters running fastest. */
export function kernelNorms(kernel: Weight): Float32Array {
  const { height, width, inputs, filters } = kernelShape(kernel.shape)!;
  const size = inputs * filters;
  const norms = new Float32Array(size);
  for (let i = 0; i < height * width * size; i++) norms[i % size]! += kernel.values[i]! ** 2;
  return norms.map(Math.sqrt);
}

/** The norm of all weights that lead to each filter or unit, the last axis of any kernel: `[filters]`. */
export function unitNorms(kernel: Weight): Float32Array {
  const units = kernel.shape.at(-1)!;
  const norms = new Float32Array(units);
  for (let i = 0; i < kernel.values.length; i++) norms[i % units]! += kernel.values[i]! ** 2;
  return norms.map(Math.sqrt);
}

/** Euclidean length. */
export function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** How far `to` is from `from`, as vectors. */
export function distance(from: Float32Array, to: Float32Array): number {
  return norm(to.map((value, i) => value - from[i]!));
}

/** How far the weights of one filter or unit have gone. */
export function changeOf(from: Weight, to: Weight, unit: number): number {
  const units = to.shape.at(-1)!;
  let sum = 0;
  for (let i = unit; i < to.values.length; i += units) sum += (to.values[i]! - from.values[i]!) ** 2;
  return Math.sqrt(sum);
}

/** The largest magnitude; what is not finite is left out. */
export function largest(values: Float32Array): number {
  let most = 0;
  for (const value of values) {
    const magnitude = Math.abs(value);
    if (magnitude > most && magnitude < Infinity) most = magnitude;
  }
  return most;
}
