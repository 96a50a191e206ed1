import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { readConfig, type RunnableKind, type RunnableLayer } from './runnable-layer.js';

/** Number by number, from the first input to the last. */
const folding =
  (join: (left: tf.Tensor, right: tf.Tensor) => tf.Tensor): RunnableKind =>
  () => ({ activation: 'linear', apply: (inputs) => inputs.reduce(join) });

export const add = folding((left, right) => tf.add(left, right));
export const multiply = folding((left, right) => tf.mul(left, right));
export const maximum = folding((left, right) => tf.maximum(left, right));
export const minimum = folding((left, right) => tf.minimum(left, right));

/** The first less the second. */
export function subtract(): RunnableLayer {
  return { activation: 'linear', apply: ([left, right]) => tf.sub(left!, right!) };
}

export function average(): RunnableLayer {
  return {
    activation: 'linear',
    apply: (inputs) =>
      tf.div(
        inputs.reduce((sum, input) => tf.add(sum, input)),
        tf.scalar(inputs.length),
      ),
  };
}

/** Side by side along one axis. */
export function concatenate(layer: LayerSummary): RunnableLayer {
  const { axis } = readConfig(layer, z.object({ axis: z.int().default(-1) }));
  return { activation: 'linear', apply: (inputs) => tf.concat([...inputs], axis) };
}
