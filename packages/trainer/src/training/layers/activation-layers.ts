import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { oneInput, readConfig, axesOf, wrongSetting, type RunnableLayer } from './runnable-layer.js';

const slope = z.number().nonnegative();
const reluConfig = z.object({
  max_value: z.number().nonnegative().nullish(),
  negative_slope: slope.nullish(),
  threshold: z.number().nonnegative().nullish(),
});
/** Keras 2 said `alpha`. */
const leakyReluConfig = z.object({ negative_slope: slope.nullish(), alpha: slope.nullish() });
const eluConfig = z.object({ alpha: z.number().nullish() });
const softmaxConfig = z.object({ axis: z.int().default(-1) });

/** x from `threshold` on, at most `max_value`; below, `negative_slope` · (x − `threshold`). */
export function relu(layer: LayerSummary): RunnableLayer {
  const { max_value: largest, negative_slope, threshold } = readConfig(layer, reluConfig);
  const [below, from] = [negative_slope ?? 0, threshold ?? 0];
  return oneInput((x) => {
    const kept = from === 0 ? tf.relu(x) : tf.mul(x, tf.step(tf.sub(x, tf.scalar(from))));
    const capped = largest === null || largest === undefined ? kept : tf.clipByValue(kept, 0, largest);
    if (below === 0) return capped;
    return tf.sub(capped, tf.mul(tf.relu(tf.sub(tf.scalar(from), x)), tf.scalar(below)));
  });
}

/** x from 0 on; below, `negative_slope` · x. */
export function leakyRelu(layer: LayerSummary): RunnableLayer {
  const { negative_slope, alpha } = readConfig(layer, leakyReluConfig);
  return oneInput((x) => tf.leakyRelu(x, negative_slope ?? alpha ?? 0.3));
}

/** x from 0 on; below, `alpha` · (eˣ − 1). */
export function elu(layer: LayerSummary): RunnableLayer {
  const alpha = readConfig(layer, eluConfig).alpha ?? 1;
  return oneInput((x) => {
    const bent = tf.elu(x);
    return alpha === 1 ? bent : tf.sub(tf.relu(x), tf.mul(tf.relu(tf.neg(bent)), tf.scalar(alpha)));
  });
}

/** x from 0 on; below, alpha · x, with weights of its own for every number of an example, or shared along axes. */
export function prelu(): RunnableLayer {
  return oneInput((x, [alpha]) => tf.sub(tf.relu(x), tf.mul(alpha!, tf.relu(tf.neg(x)))));
}

/** Positive numbers that add up to 1 along one axis. */
export function softmax(layer: LayerSummary): RunnableLayer {
  const { axis } = readConfig(layer, softmaxConfig);
  const rank = layer.inputShape?.length ?? 0;
  const along = axis < 0 ? rank + axis : axis;
  if (along < 1 || along >= rank) throw wrongSetting(layer, 'axis', axesOf(rank));
  if (along === rank - 1) return { ...oneInput((x) => x), activation: 'softmax' };
  return oneInput((x) => {
    const axes = x.shape.map((_, at) => (at === along ? rank - 1 : at === rank - 1 ? along : at));
    return tf.transpose(tf.softmax(tf.transpose(x, axes)), axes);
  });
}
