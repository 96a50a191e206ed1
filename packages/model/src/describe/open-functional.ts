import type { Connection, Shape } from '../description.js';
import { ModelError, within } from '../error.js';
import { parse } from '../parse.js';
import { applyGraph, isChain, type Graph } from './graph.js';
import { functionalConfig, inputShape, type ReadKerasObject } from './model-config.js';
import { placeOf, refuseDuplicates, type Open, type OpenLayer, type Surroundings } from './open-layer.js';
import { summarize } from './summarize.js';
import { clause } from '../problems/clause.js';

/**
 * Reads a functional model: a graph of calls, where a layer may have several inputs and be called twice.
 * @throws ModelError
 */
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
    numCalls: layers.reduce((sum, { layer, calls }) => sum + layer.numCalls * calls.length, 0),
    apply: (inputs) => applyGraph(graph, inputs),
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
      throw new ModelError('invalid-config', clause('input-layer-incomplete'));
    }
    return {
      name,
      className: layer.class_name,
      trainable,
      builtFromStart: true,
      config: layer.config,
      numCalls: 1,
      apply: ([fed]) => ({ outputs: [fed ?? shape], weights: [] }),
    };
  });
}

function declaredShape({ layers }: Graph, input: Connection): Shape {
  const found = layers.find(({ layer }) => layer.name === input.layer && layer.className === 'InputLayer');
  const [shape] = found?.layer.apply([]).outputs ?? [];
  if (shape !== undefined) return shape;
  throw new ModelError('invalid-config', clause('input-not-there', { name: input.layer }));
}
