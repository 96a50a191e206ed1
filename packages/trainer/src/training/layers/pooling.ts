import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { oneInput, padding, pair, readConfig, type RunnableLayer } from './runnable-layer.js';

const pooling = z.object({ pool_size: pair.default([2, 2]), strides: pair.nullish(), padding });
const globalPooling = z.object({ keepdims: z.boolean().default(false) });

/** The mean of each window; with `same`, of what lies in the picture. */
export function averagePooling2D(layer: LayerSummary): RunnableLayer {
  const { pool_size, strides, padding } = readConfig(layer, pooling);
  return oneInput((x) => tf.avgPool(x as tf.Tensor4D, pool_size, strides ?? pool_size, padding));
}

/** The largest number of each window. */
export function maxPooling2D(layer: LayerSummary): RunnableLayer {
  const { pool_size, strides, padding } = readConfig(layer, pooling);
  return oneInput((x) => tf.maxPool(x as tf.Tensor4D, pool_size, strides ?? pool_size, padding));
}

/** `[batch, height, width, channels]` → `[batch, channels]`. */
export function globalAveragePooling2D(layer: LayerSummary): RunnableLayer {
  const { keepdims } = readConfig(layer, globalPooling);
  return oneInput((x) => tf.mean(x, [1, 2], keepdims));
}

/** `[batch, height, width, channels]` → `[batch, channels]`. */
export function globalMaxPooling2D(layer: LayerSummary): RunnableLayer {
  const { keepdims } = readConfig(layer, globalPooling);
  return oneInput((x) => tf.max(x, [1, 2], keepdims));
}
