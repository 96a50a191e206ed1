import type { Connection, LayerSummary, Shape } from '../description.js';
import { ModelError, within } from '../error.js';
import { parse } from '../parse.js';
import { functionalConfig, inputShape, type ReadKerasObject } from './model-config.js';
import {
  placeOf,
  refuseDuplicates,
  type Applied,
  type Open,
  type OpenLayer,
  type Surroundings,
} from './open-layer.js';
import { collectWeights, summarize } from './summarize.js';

/** A layer of a graph, and its calls: each a list of the tensors it was called on. */
interface GraphLayer {
  layer: OpenLayer;
  calls: readonly (readonly Connection[])[];
}

/** A functional model as read: its layers in the order of its summary, its inputs and outputs. */
interface Graph {
  layers: readonly GraphLayer[];
  inputs: readonly Connection[];
  outputs: readonly Connection[];
}

/** Reads a functional model: a graph of calls, where a layer may have several inputs and be called twice. */
export function openFunctional(model: ReadKerasObject, around: Surroundings, open: Open): OpenLayer {
  const config = parse(functionalConfig, model.config);
  const trainable = config.trainable && around.trainable;
  const inside = { trainable, depth: around.depth + 1 };
  const layers = config.layers.map(({ inbound_nodes: calls, ...layer }) => ({
    layer: layer.class_name === 'InputLayer' ? openInput(layer, trainable) : open(layer, inside),
    calls,
  }));
  refuseDuplicates(layers.map(({ layer }) => layer.name));
  const graph = { layers, inputs: config.input_layers, outputs: config.output_layers };
  return {
    name: config.name,
    className: model.class_name,
    trainable,
    builtFromStart: false,
    config: model.config,
    apply: (inputs) => flow(graph, inputs),
    model: {
      inputShapes: graph.inputs.map((input) => declaredShape(graph, input)),
      isChain: isChain(graph),
      unbuiltLayers: layers.map(({ layer, calls }) => summarize(layer, null, null, calls.flat())),
    },
  };
}

/** An input layer gives what it is fed; described by itself, what it declares. */
function openInput(layer: ReadKerasObject, trainable: boolean): OpenLayer {
  return within(placeOf(layer), () => {
    const shape = parse(inputShape, layer.config);
    const name = layer.config['name'];
    if (shape === undefined || typeof name !== 'string') {
      throw new ModelError('invalid-config', 'an input layer needs a name and a “batch_shape”');
    }
    return {
      name,
      className: layer.class_name,
      trainable,
      builtFromStart: true,
      config: layer.config,
      apply: ([fed]) => ({ outputs: [fed ?? shape], weights: [] }),
    };
  });
}

function declaredShape({ layers }: Graph, input: Connection): Shape {
  const found = layers.find(({ layer }) => layer.name === input.layer && layer.className === 'InputLayer');
  const [shape] = found?.layer.apply([]).outputs ?? [];
  if (shape !== undefined) return shape;
  throw new ModelError('invalid-config', `its input “${input.layer}” is not one of its input layers`);
}

/** Lets the shapes flow from the inputs through every call, in whatever order the layers stand. */
function flow(graph: Graph, inputs: readonly Shape[]): Applied {
  if (inputs.length !== graph.inputs.length) {
    throw new ModelError(
      'shape-mismatch',
      `it takes ${graph.inputs.length} inputs and gets ${inputs.length}`,
    );
  }
  const fed = new Map(graph.inputs.map(({ layer }, index) => [layer, inputs[index]]));
  const results = new Map<string, (Applied | undefined)[]>();
  const shapeAt = ({ layer, node, tensor }: Connection) => results.get(layer)?.[node]?.outputs[tensor];

  let waiting = graph.layers.flatMap(({ layer, calls }) => {
    results.set(layer.name, []);
    const own = layer.className === 'InputLayer' ? [[]] : calls;
    return own.map((call, node) => ({ layer, call, node }));
  });
  while (waiting.length > 0) {
    const next = waiting.filter(({ layer, call, node }) => {
      const shapes = call.map(shapeAt);
      if (!shapes.every((shape) => shape !== undefined)) return true;
      const input = fed.get(layer.name);
      const applied = layer.apply(input === undefined ? shapes : [input]);
      const calls = results.get(layer.name);
      if (calls) calls[node] = applied;
      return false;
    });
    if (next.length === waiting.length)
      throw unreachable(
        next[0]?.layer,
        next[0]?.call.find((at) => !shapeAt(at)),
      );
    waiting = next;
  }

  const rows = graph.layers.map(({ layer, calls }): LayerSummary => {
    const first = calls[0]?.[0];
    return summarize(
      layer,
      (first && shapeAt(first)) ?? null,
      results.get(layer.name)?.at(-1) ?? null,
      calls.flat(),
    );
  });
  const outputs = graph.outputs.map((output) => {
    const shape = shapeAt(output);
    if (shape === undefined)
      throw new ModelError('invalid-config', `its output “${output.layer}” is not there`);
    return shape;
  });
  return { outputs, weights: collectWeights(rows), layers: rows };
}

function unreachable(layer: OpenLayer | undefined, missing: Connection | undefined): ModelError {
  return new ModelError(
    'invalid-config',
    `layer “${layer?.name ?? ''}” takes its input from “${missing?.layer ?? ''}”, which no path from an input reaches`,
  );
}

/** A graph is a chain if each call takes one tensor, no layer is called twice, and nothing forks. */
function isChain({ layers }: Graph): boolean {
  const calls = layers.flatMap((layer) => layer.calls);
  const sources = calls.map(([source]) => source?.layer);
  return (
    layers.filter(({ calls }) => calls.length === 0).length === 1 &&
    layers.every(({ calls }) => calls.length <= 1) &&
    calls.every((call) => call.length === 1) &&
    new Set(sources).size === sources.length
  );
}
