import * as z from 'zod';
import { describeModel } from '../describe/describe-model.js';
import {
  functionalConfig,
  inputShape,
  sequentialConfig,
  type ReadKerasObject,
} from '../describe/model-config.js';
import type { Connection, LayerSummary, Shape } from '../description.js';
import type { KerasObject } from '../keras-config.js';
import { parse } from '../parse.js';
import { layerSettings } from './layer-settings.js';

/** One call of a layer: the tensors that it takes, and its other arguments. */
interface Call {
  tensors: readonly (Connection & { shape: Shape | null })[];
  arguments: Readonly<Record<string, unknown>>;
}

/** How a Keras writes each part of a configuration. */
export interface Dialect {
  input(name: string, shape: Shape): Record<string, unknown>;
  layer(
    className: string,
    common: { name: string; trainable: boolean },
    settings: Record<string, unknown>,
  ): Record<string, unknown>;
  model(className: 'Sequential' | 'Functional', config: Record<string, unknown>): Record<string, unknown>;
  call(className: string, call: Call): unknown;
  /** A model's inputs or outputs. */
  ends(tensors: readonly Connection[]): unknown;
}

/**
 * A model's configuration in another Keras's form, whichever it came in. What the layers are is the same; what only
 * one Keras knows (versions of its own fields, Python objects' numbers) is left out.
 * @throws ModelError
 */
export function convertConfig(config: KerasObject, dialect: Dialect): Record<string, unknown> {
  const { layers, inputShape: shape } = describeModel(config);
  return convertModel(config, { layers, inputShape: shape, dialect });
}

interface Surroundings {
  /** The model's layers, described. */
  layers: readonly LayerSummary[];
  inputShape: Shape | null;
  dialect: Dialect;
}

function convertModel(model: ReadKerasObject, around: Surroundings): Record<string, unknown> {
  return model.class_name === 'Sequential'
    ? convertSequential(model, around)
    : convertFunctional(model, around);
}

function convertSequential(model: ReadKerasObject, around: Surroundings): Record<string, unknown> {
  const config = parse(sequentialConfig, model.config);
  const [first] = config.layers;
  const isInput = first?.class_name === 'InputLayer';
  const body = isInput ? config.layers.slice(1) : config.layers;
  const shape = around.inputShape;
  const name = isInput ? z.string().catch('input_layer').parse(first.config['name']) : 'input_layer';
  return around.dialect.model('Sequential', {
    name: config.name,
    trainable: config.trainable,
    layers: [
      ...(shape === null ? [] : [around.dialect.input(name, shape)]),
      ...body.map((layer, index) => convertLayer(layer, around.layers[index]!, around.dialect)),
    ],
  });
}

function convertFunctional(model: ReadKerasObject, around: Surroundings): Record<string, unknown> {
  const { dialect, layers } = around;
  const config = parse(functionalConfig, model.config);
  const rawCalls = parse(rawNodes, model.config).layers;
  const shapes = new Map(layers.map(({ name, outputShape }) => [name, outputShape]));
  return dialect.model('Functional', {
    name: config.name,
    trainable: config.trainable,
    layers: config.layers.map(({ inbound_nodes: nodes, ...layer }, index) => {
      const summary = layers[index]!;
      return {
        ...convertLayer(layer, summary, dialect),
        name: summary.name,
        inbound_nodes: nodes.map((tensors, node) =>
          dialect.call(layer.class_name, {
            tensors: tensors.map((tensor) => ({ ...tensor, shape: shapes.get(tensor.layer) ?? null })),
            arguments: otherArguments(rawCalls[index]?.inbound_nodes[node]),
          }),
        ),
      };
    }),
    input_layers: dialect.ends(config.input_layers),
    output_layers: dialect.ends(config.output_layers.map((output) => countOwnCall(output, config.layers))),
  });
}

/** Among the outputs every Keras counts the call of its own making that a functional model inside a model has. */
function countOwnCall(output: Connection, layers: readonly ReadKerasObject[]): Connection {
  const layer = layers.find(({ config }) => config['name'] === output.layer);
  const isFunctional = layer?.class_name !== 'Sequential' && Array.isArray(layer?.config['layers']);
  return isFunctional ? { ...output, node: output.node + 1 } : output;
}

function convertLayer(
  layer: ReadKerasObject,
  summary: LayerSummary,
  dialect: Dialect,
): Record<string, unknown> {
  const { name, trainable } = parse(common, layer.config);
  if (layer.class_name === 'InputLayer') {
    return dialect.input(name, parse(inputShape, layer.config) ?? summary.outputShape ?? []);
  }
  if (summary.layers !== undefined) {
    return convertModel(layer, { layers: summary.layers, inputShape: summary.inputShape, dialect });
  }
  return dialect.layer(
    layer.class_name,
    { name, trainable },
    layerSettings(layer.class_name, summary.config),
  );
}

const common = z.object({ name: z.string(), trainable: z.boolean().default(true) });

const rawNodes = z.object({ layers: z.array(z.object({ inbound_nodes: z.array(z.unknown()).default([]) })) });

/** Arguments of a call beside its tensors, such as `training`: Keras 3 has them by name, Keras 2 behind the tensor. */
function otherArguments(node: unknown): Record<string, unknown> {
  const simple = z.union([z.boolean(), z.number(), z.string()]);
  const named = z.object({ kwargs: z.record(z.string(), z.unknown()) }).safeParse(node).data?.kwargs;
  const inNode: unknown[] = Array.isArray(node) ? node : [];
  const behind = [inNode, ...inNode].flatMap((tensor): unknown[] => (Array.isArray(tensor) ? tensor : []));
  const found = named ?? z.record(z.string(), z.unknown()).catch({}).parse(behind.find(isRecord));
  return Object.fromEntries(Object.entries(found).filter(([, value]) => simple.safeParse(value).success));
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object of Keras's inside a layer's settings: an initializer, a regularizer, a constraint. */
const innerObject = z.object({ class_name: z.string(), config: z.record(z.string(), z.unknown()) });

/** Rewrites the initializers, regularizers and constraints among a layer's settings. */
export function mapObjects(
  settings: Record<string, unknown>,
  write: (kind: string, className: string, config: Record<string, unknown>) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const kind = /_(initializer|regularizer|constraint)$/.exec(name)?.[1];
      const object = innerObject.safeParse(value).data;
      if (kind === undefined || object === undefined) return [name, value];
      // Newer ones write what older ones refuse; where it is null it says nothing.
      const { input_axes: inputs, output_axes: outputs, ...config } = object.config;
      const axes = inputs == null && outputs == null ? {} : { input_axes: inputs, output_axes: outputs };
      return [name, write(`keras.${kind}s`, object.class_name.replace(/^.*>/, ''), { ...config, ...axes })];
    }),
  );
}
