import type { LayerSummary } from '@convscope/model';
import { kernelShape, type KernelShape } from '../../run/kernels.js';

/** How a layer's weights are shown. */
export type LayerKind =
  /** Every kernel, in colours. */
  | { kind: 'kernels'; shape: KernelShape }
  /** Too many kernels: one cell each, its norm. */
  | { kind: 'norms'; shape: KernelShape }
  /** Every weight of a dense layer. */
  | { kind: 'matrix'; inputs: number; units: number }
  /** Too many weights: one bar a unit, its norm. */
  | { kind: 'units'; inputs: number; units: number }
  | { kind: 'none' };

/** More kernels than this are not told apart at a glance. */
const mostKernels = 128;
/** More weights than this in a row or column have less than a pixel each. */
const mostInputs = 512;

/** How a layer is shown, from the shape of its first weight. */
export function layerKind(layer: LayerSummary): LayerKind {
  const shape = layer.weights[0]?.shape;
  if (!shape) return { kind: 'none' };
  const kernel = kernelShape(shape);
  if (kernel)
    return { kind: kernel.inputs * kernel.filters > mostKernels ? 'norms' : 'kernels', shape: kernel };
  const units = shape.at(-1) ?? 1;
  const inputs = shape.reduce((product, size) => product * size, 1) / units;
  return { kind: inputs > mostInputs || units > mostInputs ? 'units' : 'matrix', inputs, units };
}
