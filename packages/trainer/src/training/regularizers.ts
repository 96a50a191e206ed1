import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { wrongSetting } from './layers/runnable-layer.js';
import { weightSetting } from './layers/weight-settings.js';

/** What numbers add to the loss: l1 · Σ|w| + l2 · Σw². */
export interface Penalty {
  l1: number;
  l2: number;
}

const factor = z.number().nonnegative();
/** Keras's name alone means its defaults. */
const defaults = { L1: { l1: 0.01 }, L2: { l2: 0.01 }, L1L2: { l1: 0, l2: 0 } };
const byName = z
  .enum(['l1', 'l2', 'l1_l2', 'L1', 'L2', 'L1L2'])
  .transform((name) => ({ class_name: name.replace('_', '').toUpperCase() }));
const byObject = z
  .object({
    class_name: z.enum(['L1', 'L2', 'L1L2']),
    config: z.object({ l1: factor.nullish(), l2: factor.nullish() }).default({}),
  })
  .transform(({ class_name, config }): Penalty => {
    const fallback: Partial<Penalty> = defaults[class_name];
    return { l1: config.l1 ?? fallback.l1 ?? 0, l2: config.l2 ?? fallback.l2 ?? 0 };
  });
const regularizer = z.preprocess((setting) => byName.safeParse(setting).data ?? setting, byObject);

/**
 * Reads the regularizer of a weight, or of the layer's output (`activity`); `undefined` where there is none.
 * @throws ConvScopeError `layer-setting` for one that is not L1, L2 or both
 */
export function penaltyOf(layer: LayerSummary, of: string): Penalty | undefined {
  const { setting, value } =
    of === 'activity' && layer.className === 'ActivityRegularization'
      ? { setting: 'l1', value: { class_name: 'L1L2', config: layer.config } }
      : weightSetting(layer, of, 'regularizer');
  if (value === undefined || value === null) return undefined;
  const read = regularizer.safeParse(value);
  if (read.success) return read.data;
  throw wrongSetting(layer, setting, 'L1, L2, L1L2');
}

/** What a penalty makes of the numbers of a tensor, a scalar. */
export function penalize(x: tf.Tensor, { l1, l2 }: Penalty): tf.Scalar {
  const absolute = tf.mul<tf.Scalar>(tf.sum(tf.abs(x)), tf.scalar(l1));
  const square = tf.mul<tf.Scalar>(tf.sum(tf.square(x)), tf.scalar(l2));
  if (l2 === 0) return absolute;
  return l1 === 0 ? square : tf.add(absolute, square);
}
