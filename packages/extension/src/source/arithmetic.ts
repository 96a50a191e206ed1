import type { Language, LayerSummary, Shape } from '@convscope/model';
import { numberText } from './texts.js';
import { windowOf } from './window.js';

/** Beyond so many weights a sum is no explanation any more. */
const mostTerms = 6;

/** `5 × 5 × 6 × 16 + 16`, from the shapes of the weights; `undefined` where there is nothing to reckon. */
export function paramsArithmetic({ weights, params }: LayerSummary, language: Language): string | undefined {
  if (weights.length === 0 || weights.length > mostTerms) return undefined;
  const terms = weights.map(({ shape }) => product(shape, language));
  const sum = terms.join(' + ');
  return sum === numberText(params, language) ? undefined : sum;
}

/**
 * How many multiplications with an addition one image takes, in the layers that do little else: all weights of the
 * kernel at each place, `(23 × 23) × (5 × 5 × 6 × 16)`.
 */
export function multiplyAdds(
  layer: LayerSummary,
  language: Language,
): { sum: string; total: number } | undefined {
  const { className, inputShape, outputShape, weights, config } = layer;
  if (outputShape === null || inputShape === null) return undefined;
  const kernels = weights.filter(({ name }) => name.endsWith('kernel')).map(({ shape }) => shape);
  const isFirst = config['data_format'] === 'channels_first';
  const sides = (shape: Shape) => (isFirst ? shape.slice(2) : shape.slice(1, -1));
  const places = /^(Depthwise|Separable)?Conv\dD$|^Dense$/.test(className)
    ? sides(outputShape)
    : /^Conv\dDTranspose$/.test(className)
      ? sides(inputShape)
      : undefined;
  if (places === undefined || kernels.length === 0 || !places.every((side) => side !== null))
    return undefined;
  const terms = kernels.map((kernel) =>
    places.length === 0
      ? product(kernel, language)
      : `(${product(places, language)}) × (${product(kernel, language)})`,
  );
  const sizes = kernels.map((kernel) => [...places, ...kernel].reduce((left, right) => left * right, 1));
  return { sum: terms.join(' + '), total: sizes.reduce((left, right) => left + right, 0) };
}

/** `5 × 5 × 6 × 16` */
function product(factors: readonly number[], language: Language): string {
  return factors.map((factor) => numberText(factor, language)).join(' × ');
}

/**
 * How a side of the output follows from the input's: `⌊(27 − 2) / 2⌋ + 1 = 13`, `⌈27 / 2⌉ = 14`; one for each side,
 * or one where all are equal.
 */
export function outputArithmetic(layer: LayerSummary, language: Language): string[] {
  const { inputShape, outputShape, className, config } = layer;
  if (inputShape === null || outputShape === null) return [];
  if (className === 'Flatten' && inputShape.length > 2) {
    const factors = inputShape.slice(1);
    return factors.every((side) => side !== null)
      ? [`${product(factors, language)} = ${numberText(outputShape[1] ?? 0, language)}`]
      : [];
  }
  const window = windowOf(layer);
  if (window === undefined) return [];
  const from = config['data_format'] === 'channels_first' ? 2 : 1;
  const lines = window.size.map((_size, axis) => {
    const input = inputShape[axis + from];
    const output = outputShape[axis + from];
    const stride = window.strides[axis] ?? 1;
    const reach = window.reach[axis] ?? 1;
    if (typeof input !== 'number' || typeof output !== 'number') return undefined;
    if (window.padding !== 'valid') return stride === 1 ? undefined : `⌈${input} / ${stride}⌉ = ${output}`;
    if (stride === 1) return `${input} − ${reach} + 1 = ${output}`;
    const isWhole = (input - reach) % stride === 0;
    const steps = `(${input} − ${reach}) / ${stride}`;
    return `${isWhole ? steps : `⌊${steps}⌋`} + 1 = ${output}`;
  });
  return [...new Set(lines.flatMap((line) => line ?? []))];
}

/** How many numbers one image's output has; `undefined` where that is open. */
export function numOutputs({ outputShape }: LayerSummary): number | undefined {
  const sides = outputShape?.slice(1);
  if (!sides?.every((side) => side !== null)) return undefined;
  return sides.reduce((left, right) => left * right, 1);
}
