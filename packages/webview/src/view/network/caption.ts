import type { LayerSummary, Shape } from '@convscope/model';
import type { Numbers } from '../../texts/numbers.js';
import type { Texts } from '../../texts/texts.js';

/** What a layer does, in a few words: `5×5 same tanh`, `2×2 stride 1`, `softmax`. Keras's own words stay. */
export function layerCaption({ config }: LayerSummary, texts: Texts): string {
  const window = pair(config.kernel_size) ?? pair(config.pool_size);
  const isPool = config.pool_size !== undefined;
  const stride = pair(config.strides);
  const words: string[] = [];
  if (window) words.push(window.join('×'));
  if (!isPool && typeof config.padding === 'string') words.push(config.padding);
  if (stride && (isPool || stride[0] !== 1)) words.push(texts.stride(String(stride[0])));
  if (typeof config.activation === 'string' && config.activation !== 'linear') words.push(config.activation);
  if (typeof config.rate === 'number') words.push(String(config.rate));
  return words.join(' ');
}

/** A shape as a reader says it, without the batch: `28×28×6`. */
export function shapeText(shape: Shape | null, numbers: Numbers): string {
  return (shape ?? [])
    .slice(1)
    .map((size) => (size === null ? '?' : numbers.whole(size)))
    .join('×');
}

/** A pair of numbers in a config: windows and strides. */
export function pair(value: unknown): [number, number] | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [first, second] = value as unknown[];
  return typeof first === 'number' && typeof second === 'number' ? [first, second] : null;
}
