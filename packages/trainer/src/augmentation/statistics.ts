import { setImmediate } from 'node:timers/promises';
import type { AugmentationConfig } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import type { ImageSet } from '../data/image-set.js';
import type { Constant } from './resident-floats.js';
import { whiteningMatrix } from './zca.js';

/** What Keras's `fit` learns from the training set. */
export interface Statistics {
  /** Of each channel, after `rescale`. */
  mean?: Float32Array;
  std?: Float32Array;
  /** Keras's ZCA matrix, `[values, values]` of an image's values. */
  whitening?: Constant;
}

/** Where statistics stay once they were measured; each is of all settings, with what one implies of another. */
export interface StatisticsKeeper {
  /** `undefined` where there are none of these settings. */
  read(config: AugmentationConfig): Promise<Statistics | undefined>;
  /** Absent where they are only looked at. */
  write?(config: AugmentationConfig, statistics: Statistics): Promise<void>;
}

export interface StatisticsOptions {
  /** By default they are measured and forgotten. */
  keeper?: StatisticsKeeper | undefined;
  /** Ends it with `cancelled`. */
  signal?: AbortSignal | undefined;
  /** How much of the work is done, 0–1. */
  onProgress?: (done: number) => void;
}

/** Bytes after which the event loop turns. */
const bytesAtOnce = 4e6;

/** What the settings ask to know of the training images: as it was kept, or measured and then kept. */
export async function statisticsOf(
  config: AugmentationConfig,
  set: ImageSet,
  options: StatisticsOptions,
): Promise<Statistics> {
  if (!config.featurewiseCenter) return {};
  const { keeper } = options;
  const kept = await keeper?.read(config);
  if (kept !== undefined) return kept;
  const measured = await measure(config, set, options);
  await keeper?.write?.(config, measured);
  return measured;
}

/**
 * In double precision from exact counts of the bytes. Keras sums float32: of 20,000 images as large as CIFAR-10's its
 * mean is wrong in the fourth digit, its deviation in the second.
 */
async function measure(
  config: AugmentationConfig,
  set: ImageSet,
  { signal, onProgress }: StatisticsOptions,
): Promise<Statistics> {
  const checkpoint = (done: number) => {
    if (signal?.aborted) throw new ConvScopeError('cancelled');
    onProgress?.(done);
  };
  // Keras's `rescale` of 0 is none.
  const scale = (config.rescale || 1) / 255;
  const whitens = config.zcaWhitening;
  const moments = await channelMoments(set, (done) => checkpoint(whitens ? 0 : done));
  const mean = Float64Array.from(moments, (channel) => channel.mean * scale);
  const std = Float32Array.from(moments, (channel) => channel.std * Math.abs(scale));
  return {
    mean: Float32Array.from(mean),
    ...(config.featurewiseStdNormalization && { std }),
    ...(whitens && {
      whitening: await whiteningMatrix(set, { scale, mean, epsilon: config.zcaEpsilon, checkpoint }),
    }),
  };
}

/** Mean and deviation of each channel's bytes. */
async function channelMoments(
  { images, channels }: ImageSet,
  checkpoint: (done: number) => void,
): Promise<{ mean: number; std: number }[]> {
  const counts = Array.from({ length: channels }, () => new Float64Array(256));
  for (let from = 0; from < images.length; from += bytesAtOnce) {
    await setImmediate();
    checkpoint(from / images.length);
    const end = Math.min(from + bytesAtOnce, images.length);
    for (let i = from; i < end; i++) counts[i % channels]![images[i]!]!++;
  }
  return counts.map((histogram) => {
    const total = histogram.reduce((sum, number) => sum + number, 0);
    const mean = histogram.reduce((sum, number, byte) => sum + number * byte, 0) / total;
    const variance = histogram.reduce((sum, number, byte) => sum + number * (byte - mean) ** 2, 0) / total;
    return { mean, std: Math.sqrt(variance) };
  });
}
