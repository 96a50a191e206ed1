import type { LayerSummary } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { activationName, type ActivationName } from './activations.js';
import type { TrainingContext } from './network.js';

/** A layer as it runs: what it computes before its activation, and which activation follows. */
export interface RunnableLayer {
  activation: ActivationName;
  /**
   * @param x `[batch, …]`
   * @param weights the layer's own, in Keras's order
   * @param training absent where the network is only looked at
   */
  apply(x: tf.Tensor, weights: readonly tf.Tensor[], training?: TrainingContext): tf.Tensor;
}

const positive = z.int().positive();
/** Keras takes one number for both sides, and writes two. */
const pair = z.union([
  z.tuple([positive, positive]),
  positive.transform((side): [number, number] => [side, side]),
]);
const padding = z.enum(['valid', 'same']).default('valid');
const channelsLast = z.literal('channels_last').nullish();

const convolution = z.object({
  strides: pair.default([1, 1]),
  padding,
  dilation_rate: pair.default([1, 1]),
  groups: z.literal(1).default(1),
  data_format: channelsLast,
  activation: activationName,
});
const pooling = z.object({
  pool_size: pair.default([2, 2]),
  strides: pair.nullish(),
  padding,
  data_format: channelsLast,
});
const globalPooling = z.object({ keepdims: z.boolean().default(false), data_format: channelsLast });
const activated = z.object({ activation: activationName });
const dropout = z.object({ rate: z.number().min(0).max(1) });

/** One entry per Keras class that can be trained and run. */
const kinds: Readonly<Record<string, (layer: LayerSummary) => RunnableLayer>> = {
  Conv2D(layer) {
    const { strides, padding, dilation_rate, activation } = read(layer, convolution);
    if (Math.max(...dilation_rate) > 1) throw unsupported(layer, 'dilation_rate above 1 does not run yet');
    return {
      activation,
      apply: (x, [kernel, bias]) =>
        addBias(tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, strides, padding), bias),
    };
  },
  AveragePooling2D(layer) {
    const { pool_size, strides, padding } = read(layer, pooling);
    return linear((x) => tf.avgPool(x as tf.Tensor4D, pool_size, strides ?? pool_size, padding));
  },
  MaxPooling2D(layer) {
    const { pool_size, strides, padding } = read(layer, pooling);
    return linear((x) => tf.maxPool(x as tf.Tensor4D, pool_size, strides ?? pool_size, padding));
  },
  GlobalAveragePooling2D(layer) {
    const { keepdims } = read(layer, globalPooling);
    return linear((x) => tf.mean(x, [1, 2], keepdims));
  },
  GlobalMaxPooling2D(layer) {
    const { keepdims } = read(layer, globalPooling);
    return linear((x) => tf.max(x, [1, 2], keepdims));
  },
  Flatten: () => linear((x) => tf.reshape(x, [x.shape[0], x.size / x.shape[0]])),
  Dense(layer) {
    if (layer.inputShape?.length !== 2)
      throw unsupported(layer, 'a Dense input that is not flat does not run yet');
    return {
      activation: read(layer, activated).activation,
      apply: (x, [kernel, bias]) => addBias(tf.matMul(x, kernel!), bias),
    };
  },
  Activation: (layer) => ({ ...linear((x) => x), activation: read(layer, activated).activation }),
  Dropout(layer) {
    const { rate } = read(layer, dropout);
    return linear((x, training) => {
      if (training?.dropout && rate > 0) {
        const what = 'a Dropout rate above 0 in training';
        throw new ConvScopeError('engine-unsupported', { engine: tf.getBackend(), layer: layer.name, what });
      }
      return x;
    });
  },
};

/**
 * What a layer of a described network does.
 * @throws ConvScopeError `model-unsupported` for a class or setting that does not run; what only training cannot do,
 * `apply` refuses with `engine-unsupported`
 */
export function runnableLayer(layer: LayerSummary): RunnableLayer {
  const kind = Object.hasOwn(kinds, layer.className) ? kinds[layer.className] : undefined;
  if (kind === undefined) throw unsupported(layer, `${layer.className} does not run yet`);
  return kind(layer);
}

function linear(apply: (x: tf.Tensor, training?: TrainingContext) => tf.Tensor): RunnableLayer {
  return { activation: 'linear', apply: (x, _weights, training) => apply(x, training) };
}

function addBias(x: tf.Tensor, bias: tf.Tensor | undefined): tf.Tensor {
  return bias === undefined ? x : tf.add(x, bias);
}

function read<T>(layer: LayerSummary, schema: z.ZodType<T>): T {
  const result = schema.safeParse(layer.config);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw unsupported(layer, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function unsupported(layer: LayerSummary, what: string): ConvScopeError {
  return new ConvScopeError('model-unsupported', { reason: `layer “${layer.name}”, ${what}` });
}
