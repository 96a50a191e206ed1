import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { wrongSetting } from './layers/runnable-layer.js';
import { weightSetting } from './layers/weight-settings.js';

/** What one weight adds to the loss: l1 · Σ|w| + l2 · Σw². */
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
 * Reads a weight's regularizer; `undefined` where it has none.
 * @throws ConvScopeError `layer-setting` for one that is not L1, L2 or both
 */
export function penaltyOf(layer: LayerSummary, weight: string): Penalty | undefined {
  const { setting, value } = weightSetting(layer, weight, 'regularizer');
  if (value === undefined || value === null) return undefined;
  const read = regularizer.safeParse(value);
  if (read.success) return read.data;
  throw wrongSetting(layer, setting, 'L1, L2, L1L2');
}

/** The sum of some weights' penalties, a scalar. @param penalties by the weight's index in `weights` */
export function totalPenalty(
  weights: readonly tf.Tensor[],
  penalties: ReadonlyMap<number, Penalty>,
): tf.Scalar {
  const terms = [...penalties].flatMap(([index, { l1, l2 }]) => {
    const weight = weights[index]!;
    return [
      ...(l1 === 0 ? [] : [tf.mul<tf.Scalar>(tf.sum(tf.abs(weight)), tf.scalar(l1))]),
      ...(l2 === 0 ? [] : [tf.mul<tf.Scalar>(tf.sum(tf.square(weight)), tf.scalar(l2))]),
    ];
  });
  return terms.reduce((sum, term) => tf.add(sum, term), tf.scalar(0));
}
