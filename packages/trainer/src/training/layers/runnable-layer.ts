import { clause, misfit, type LayerSummary } from '@convscope/model';
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

/** Reads what the layer needs of its config. @throws ConvScopeError `layer-setting`, `model-unsupported` */
export function readConfig<T>(layer: LayerSummary, schema: z.ZodType<T>): T {
  const result = schema.safeParse(layer.config);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const setting = issue.path.map(String).join('.');
  if (issue.code === 'invalid_value') throw wrongSetting(layer, setting, issue.values.map(String).join(', '));
  const place = clause('layer', { name: layer.name, className: layer.className });
  const reason = clause('at', { place, reason: misfit(layer.config, result.error) });
  throw new ConvScopeError('model-unsupported', { reason });
}

/** @param expected what `setting` may be */
export function wrongSetting(
  { name, config }: Pick<LayerSummary, 'name' | 'config'>,
  setting: string,
  expected: string,
  options?: ErrorOptions,
): ConvScopeError {
  const args = { layer: name, setting, value: settingText(config[setting]), expected };
  return new ConvScopeError('layer-setting', args, options);
}

/** The axes that a setting may name in a shape of so many: not the batch's. `1, 2, 3, -1` */
export function axesOf(rank: number): string {
  return [...Array.from({ length: Math.max(rank - 1, 0) }, (_, i) => i + 1), -1].join(', ');
}

/** A setting as a sentence can carry it: an object of Keras's by its class. */
export function settingText(value: unknown): string {
  if (typeof value === 'string') return value;
  const isObject = typeof value === 'object' && value !== null && 'class_name' in value;
  return isObject ? String(value.class_name) : JSON.stringify(value ?? null);
}
