import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { activationName } from '../activations.js';
import { addBias } from './convolution.js';
import { oneInput, readConfig, type RunnableLayer } from './runnable-layer.js';

const activated = z.object({ activation: activationName });

/** `[batch, …, in]` → `[batch, …, units]`. */
export function dense(layer: LayerSummary): RunnableLayer {
  return {
    activation: readConfig(layer, activated).activation,
    apply: ([x], [kernel, bias]) => {
      const [inputs, units] = kernel!.shape;
      const rows = x!.shape.length === 2 ? x! : tf.reshape(x!, [-1, inputs]);
      const sums = addBias(tf.matMul(rows, kernel!), bias);
      return rows === x ? sums : tf.reshape(sums, [...x!.shape.slice(0, -1), units!]);
    },
  };
}

/** `[batch, …]` → `[batch, all]`. */
export function flatten(): RunnableLayer {
  return oneInput((x) => tf.reshape(x, [x.shape[0], x.size / x.shape[0]]));
}

/** An activation as a layer of its own. */
export function activation(layer: LayerSummary): RunnableLayer {
  return { ...oneInput((x) => x), activation: readConfig(layer, activated).activation };
}
