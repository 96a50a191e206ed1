import type { LayerSummary } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import type * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import type { ActivationName } from '../activations.js';

/** What training does otherwise than looking does: layers such as Dropout draw from `key`. */
export interface TrainingContext {
  /** int32 `[2]`, another one for each step and part of a batch. */
  key: tf.Tensor1D;
  /** Whether Dropout layers drop. */
  dropout: boolean;
}

/** One call of a layer, as the layer sees it. */
export interface Call {
  /** Absent where the network is only looked at. */
  training: TrainingContext | undefined;
  /** A number that no other call of this forward pass has: the stream to draw from. */
  stream: number;
  /** Gives one of the layer's own weights, by its place among them, a new value after this step. */
  move: (weight: number, value: tf.Tensor) => void;
}

/** A layer as it runs: what it computes before its activation, and which activation follows. */
export interface RunnableLayer {
  activation: ActivationName;
  /** Whether, in training, what it makes of an image depends on the others of the batch. */
  usesBatchStatistics?: boolean;
  /**
   * @param inputs each `[batch, …]`
   * @param weights the layer's own, in Keras's order
   */
  apply(inputs: readonly tf.Tensor[], weights: readonly tf.Tensor[], call: Call): tf.Tensor;
}

/** One of Keras's layer classes. @throws ConvScopeError `model-unsupported` for a setting that does not run */
export type RunnableKind = (layer: LayerSummary) => RunnableLayer;

/** A layer that takes one input and no activation follows. */
export function oneInput(
  apply: (x: tf.Tensor, weights: readonly tf.Tensor[], call: Call) => tf.Tensor,
): RunnableLayer {
  return { activation: 'linear', apply: ([x], weights, call) => apply(x!, weights, call) };
}

const positive = z.int().positive();
/** Keras takes one number for both sides, and writes two. */
export const pair = z.union([
  z.tuple([positive, positive]),
  positive.transform((side): [number, number] => [side, side]),
]);
export const padding = z.enum(['valid', 'same']).default('valid');

/** Reads what the layer needs of its config. @throws ConvScopeError `model-unsupported` */
export function readConfig<T>(layer: LayerSummary, schema: z.ZodType<T>): T {
  const result = schema.safeParse(layer.config);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw unsupported(layer, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

/** @param what a clause that goes on after the layer's name */
export function unsupported(layer: LayerSummary, what: string, options?: ErrorOptions): ConvScopeError {
  return new ConvScopeError('model-unsupported', { reason: `layer “${layer.name}”, ${what}` }, options);
}
