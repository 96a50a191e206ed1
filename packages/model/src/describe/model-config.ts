import * as z from 'zod';
import type { Connection } from '../description.js';
import { count, flag, layerFields } from '../layers/fields.js';

/** A batch shape as Keras writes it: `[null, 28, 28, 1]`. */
const batchShape = z
  .array(z.union([z.null(), count]), 'expected a list of sizes such as [null, 28, 28, 1]')
  .min(1, 'expected at least one axis')
  .max(8, 'expected at most eight axes');

/** Any object of Keras's: a class and its configuration, the latter still unread. */
export const kerasObject = z.object(
  {
    class_name: z.string('expected the name of a class'),
    config: z.record(z.string(), z.unknown(), 'expected an object'),
  },
  'expected an object with class_name and config',
);
export type ReadKerasObject = z.output<typeof kerasObject>;

/** The shape an input layer declares; in Keras 2 as `batch_input_shape`, and by any first layer. */
export const inputShape = z
  .object({ batch_shape: batchShape.nullish(), batch_input_shape: batchShape.nullish() })
  .transform((config) => config.batch_shape ?? config.batch_input_shape ?? undefined);

const modelFields = { name: layerFields.name, trainable: flag.default(true) };

export const sequentialConfig = z.object({
  ...modelFields,
  layers: z.array(kerasObject, 'expected a list of layers'),
  build_input_shape: batchShape.nullish(),
});

const history = z
  .tuple([z.string(), z.int().min(0), z.int().min(0)], 'expected a layer, a node and a tensor')
  .rest(z.unknown())
  .transform(([layer, node, tensor]): Connection => ({ layer, node, tensor }));

/** One tensor, or a list of them. */
const histories = z.union(
  [history.transform((one) => [one]), z.array(history)],
  'expected a layer, a node and a tensor, or a list of these',
);

const kerasTensor = z
  .object({
    class_name: z.literal('__keras_tensor__'),
    config: z.object({ keras_history: history }),
  })
  .transform(({ config }) => [config.keras_history]);

/** Keras 3: a call's arguments are tensors or lists of them; other arguments do not bear on shapes. */
const kerasThreeNode = z
  .object({ args: z.array(z.union([kerasTensor, z.array(kerasTensor)])) })
  .transform(({ args }) => args.flat(2));

/** One call of a layer: which tensors it was called on. Keras 2 wrote the histories alone. */
const inboundNode = z.union([kerasThreeNode, histories], 'expected the inputs of a call');

export const functionalConfig = z.object({
  ...modelFields,
  layers: z.array(
    kerasObject.extend({ inbound_nodes: z.array(inboundNode).default([]) }),
    'expected a list of layers',
  ),
  input_layers: histories,
  output_layers: histories,
});
