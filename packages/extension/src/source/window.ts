import type { LayerSummary } from '@convscope/model';

/** A window that a layer moves over its input; a number for each side. */
export interface LayerWindow {
  size: readonly number[];
  strides: readonly number[];
  /** How far the window looks, holes included. */
  reach: readonly number[];
  padding: string;
}

/** The window of a convolution or a pooling; other layers have none. */
export function windowOf({ className, config, inputShape }: LayerSummary): LayerWindow | undefined {
  const matched = /^(?:(?:Depthwise|Separable)?Conv|AveragePooling|MaxPooling)(\d)D$/.exec(className);
  const numSides = Number(matched?.[1] ?? 0);
  if (numSides === 0 || inputShape?.length !== numSides + 2) return undefined;
  const size = sizes(config['kernel_size'] ?? config['pool_size'], numSides);
  if (size === undefined) return undefined;
  const isPooling = className.includes('Pooling');
  const strides = sizes(config['strides'], numSides) ?? (isPooling ? size : size.map(() => 1));
  const dilation = sizes(config['dilation_rate'], numSides) ?? size.map(() => 1);
  const reach = size.map((side, axis) => (side - 1) * (dilation[axis] ?? 1) + 1);
  const { padding } = config;
  return { size, strides, reach, padding: typeof padding === 'string' ? padding : 'valid' };
}

/** One number for all sides, or one for each. */
function sizes(value: unknown, numSides: number): number[] | undefined {
  if (typeof value === 'number') return Array.from({ length: numSides }, () => value);
  const isList = Array.isArray(value) && value.every((side) => typeof side === 'number');
  return isList && value.length === numSides ? value : undefined;
}
