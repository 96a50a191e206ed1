import * as z from 'zod';
import type { Connection } from '../description.js';
import { count, flag, layerFields } from '../layers/fields.js';
import { countCallsFromZero, type ReadCall } from './count-calls.js';
import { expects } from '../parse.js';

/** A batch shape as Keras writes it: `[null, 28, 28, 1]`. */
const batchShape = z
  .array(z.union([z.null(), count]), expects('expected-shape'))
  .min(1, expects('expected-some-axes'))
  .max(8, expects('expected-fewer-axes'));

/** Any object of Keras's: a class and its configuration, the latter still unread. */
export const kerasObject = z.object(
  {
    class_name: z.string(expects('expected-class')),
    config: z.record(z.string(), z.unknown(), expects('expected-object')),
  },
  expects('expected-keras-object'),
);
export type ReadKerasObject = z.output<typeof kerasObject>;

/** The shape an input layer declares; in Keras 2 as `batch_input_shape`, and by any first layer. */
export const inputShape = z
  .object({ batch_shape: batchShape.nullish(), batch_input_shape: batchShape.nullish() })
  .transform((config) => config.batch_shape ?? config.batch_input_shape ?? undefined);

const modelFields = { name: layerFields.name, trainable: flag.default(true) };

export const sequentialConfig = z.object({
  ...modelFields,
  layers: z.array(kerasObject, expects('expected-layers')),
  build_input_shape: batchShape.nullish(),
});

const history = z
  .tuple([z.string(), z.int().min(0), z.int().min(0)], expects('expected-history'))
  .rest(z.unknown())
  .transform(([layer, node, tensor]): Connection => ({ layer, node, tensor }));

/** One tensor, or a list of them. */
const histories = z.union(
  [history.transform((one) => [one]), z.array(history)],
  expects('expected-histories'),
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
  .transform(({ args }): ReadCall => ({ tensors: args.flat(2), older: false }));

const kerasTwoNode = histories.transform((tensors): ReadCall => ({ tensors, older: true }));

/** One call of a layer: which tensors it was called on. Keras 2 wrote the histories alone. */
const inboundNode = z.union([kerasThreeNode, kerasTwoNode], expects('expected-call'));

/** A functional model, whichever Keras wrote it; the calls of each layer are counted from 0. */
export const functionalConfig = z
  .object({
    ...modelFields,
    layers: z.array(
      kerasObject.extend({ inbound_nodes: z.array(inboundNode).default([]) }),
      expects('expected-layers'),
    ),
    input_layers: histories,
    output_layers: histories,
  })
  .transform(countCallsFromZero);
