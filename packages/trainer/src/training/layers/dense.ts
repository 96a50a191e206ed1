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

/** An activation as a layer of its own. */
export function activation(layer: LayerSummary): RunnableLayer {
  return { ...oneInput((x) => x), activation: readConfig(layer, activated).activation };
}

/** What comes in: Identity, and ActivityRegularization, whose penalty is read with those of other layers. */
export function identity(): RunnableLayer {
  return oneInput((x) => x);
}
