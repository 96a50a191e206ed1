import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { oneInput, readConfig, type RunnableLayer } from './runnable-layer.js';

const reshapeConfig = z.object({ target_shape: z.array(z.int().min(-1)) });
const permuteConfig = z.object({ dims: z.array(z.int().positive()) });
const repeatConfig = z.object({ n: z.int().positive() });

/** `[batch, …]` → `[batch, all]`. */
export function flatten(): RunnableLayer {
  return oneInput((x) => tf.reshape(x, [x.shape[0], x.size / x.shape[0]]));
}

/** `[batch, …]` → `[batch, ...target_shape]`; one size may be -1, what is left. */
export function reshape(layer: LayerSummary): RunnableLayer {
  const { target_shape: target } = readConfig(layer, reshapeConfig);
  return oneInput((x) => tf.reshape(x, [x.shape[0], ...target]));
}

/** The axes in another order, counted from 1 behind the batch. */
export function permute(layer: LayerSummary): RunnableLayer {
  const { dims } = readConfig(layer, permuteConfig);
  return oneInput((x) => tf.transpose(x, [0, ...dims]));
}

/** `[batch, features]` → `[batch, n, features]`. */
export function repeatVector(layer: LayerSummary): RunnableLayer {
  const { n } = readConfig(layer, repeatConfig);
  return oneInput((x) => tf.mul(tf.reshape(x, [x.shape[0], 1, -1]), tf.ones([1, n, 1])));
}
