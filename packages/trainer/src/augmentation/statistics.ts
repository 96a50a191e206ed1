import { setImmediate } from 'node:timers/promises';
import type { AugmentationConfig } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import type { ImageSet } from '../data/image-set.js';

/** What Keras's `fit` learns from the training set. */
export interface Statistics {
  /** Of each channel, after `rescale`. */
  mean?: Float32Array;
  std?: Float32Array;
}

export interface StatisticsOptions {
  /** Ends it with `cancelled`. */
  signal?: AbortSignal | undefined;
  /** How much of the work is done, 0–1. */
  onProgress?: (done: number) => void;
}

/** Images after which the event loop turns. */
const stride = 2000;

/**
 * In double precision from exact sums of the bytes. Keras sums float32, which makes its own mean of a large set differ
 * in the fourth digit.
 */
export async function measureStatistics(
  config: AugmentationConfig,
  set: ImageSet,
  options: StatisticsOptions,
): Promise<Statistics> {
  if (!config.featurewiseCenter) return {};
  const { mean, std } = await channelMoments(set, options);
  const scale = (config.rescale || 1) / 255;
  const scaled = (values: number[]) => Float32Array.from(values, (value) => value * Math.abs(scale));
  return {
    mean: Float32Array.from(mean, (value) => value * scale),
    ...(config.featurewiseStdNormalization && { std: scaled(std) }),
  };
}

/** Mean and deviation of each channel's bytes. */
async function channelMoments(
  { images, count, channels }: ImageSet,
  { signal, onProgress }: StatisticsOptions,
): Promise<{ mean: number[]; std: number[] }> {
  const counts = Array.from({ length: channels }, () => new Float64Array(256));
  const size = images.length / count;
  for (let from = 0; from < count; from += stride) {
    await setImmediate();
    if (signal?.aborted) throw new ConvScopeError('cancelled');
    onProgress?.(from / count);
    const end = Math.min(from + stride, count) * size;
    for (let i = from * size; i < end; i++) counts[i % channels]![images[i]!]!++;
  }
  const moments = counts.map((histogram) => {
    const total = histogram.reduce((sum, number) => sum + number, 0);
    const mean = histogram.reduce((sum, number, byte) => sum + number * byte, 0) / total;
    const variance = histogram.reduce((sum, number, byte) => sum + number * (byte - mean) ** 2, 0) / total;
    return { mean, std: Math.sqrt(variance) };
  });
  return { mean: moments.map(({ mean }) => mean), std: moments.map(({ std }) => std) };
}
