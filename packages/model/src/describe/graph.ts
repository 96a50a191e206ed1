import type { Connection, LayerCall, LayerSummary, Shape } from '../description.js';
import { ModelError } from '../error.js';
import type { Applied, OpenLayer } from './open-layer.js';
import { collectWeights, summarize } from './summarize.js';
import { clause } from '../problems/clause.js';

/** A layer of a graph, and its calls: each a list of the tensors that it is called on. An input layer has none. */
interface GraphLayer {
  layer: OpenLayer;
  calls: readonly (readonly Connection[])[];
}

/** A functional model as read: its layers in the order of its summary, its inputs and outputs. */
export interface Graph {
  layers: readonly GraphLayer[];
  inputs: readonly Connection[];
  outputs: readonly Connection[];
}

/** What each call of each layer gave, by the layer's name. */
type Results = ReadonlyMap<string, readonly Applied[]>;

/**
 * Lets shapes flow from the inputs through the graph.
 * @throws ModelError `shape-mismatch`, or `invalid-config` where a call or an output is not reached
 */
export function applyGraph(graph: Graph, inputs: readonly Shape[]): Applied {
  if (inputs.length !== graph.inputs.length) {
    throw new ModelError(
      'shape-mismatch',
      clause('other-inputs', { wanted: graph.inputs.length, given: inputs.length }),
    );
  }
  const { results, calls } = call(graph, inputs);
  const layers = graph.layers.map((graphLayer) => row(graphLayer, results));
  const outputs = graph.outputs.map((output) => {
    const shape = shapeAt(results, output);
    if (shape !== undefined) return shape;
    throw new ModelError('invalid-config', clause('output-not-there', { name: output.layer }));
  });
  const wiring = { calls, inputs: graph.inputs, outputs: graph.outputs };
  return { outputs, weights: collectWeights(layers), layers, graph: wiring };
}

/** Makes every call once its inputs are known, and says in which order; the layers may stand in any. */
function call(graph: Graph, inputs: readonly Shape[]): { results: Results; calls: LayerCall[] } {
  const fed = new Map(graph.inputs.map(({ layer }, index) => [layer, inputs[index]]));
  const results = new Map<string, Applied[]>();
  const made: LayerCall[] = [];
  let waiting = graph.layers.flatMap(({ layer, calls }) => {
    const own: Applied[] = [];
    results.set(layer.name, own);
    if (layer.className !== 'InputLayer')
      return calls.map((sources, node) => ({ layer, sources, node, own }));
    const input = fed.get(layer.name);
    own.push(layer.apply(input === undefined ? [] : [input]));
    made.push({ layer: layer.name, node: 0, inputs: [] });
    return [];
  });
  while (waiting.length > 0) {
    const before = waiting;
    waiting = before.filter(({ layer, sources, node, own }) => {
      const shapes = sources.map((source) => shapeAt(results, source));
      if (!shapes.every((shape) => shape !== undefined)) return true;
      own[node] = layer.apply(shapes);
      made.push({ layer: layer.name, node, inputs: sources });
      return false;
    });
    const [first] = waiting;
    if (first && waiting.length === before.length) {
      const missing = first.sources.find((source) => shapeAt(results, source) === undefined);
      throw new ModelError(
        'invalid-config',
        clause('source-not-reached', { layer: first.layer.name, source: missing?.layer ?? '' }),
      );
    }
  }
  return { results, calls: made };
}

function shapeAt(results: Results, { layer, node, tensor }: Connection): Shape | undefined {
  return results.get(layer)?.[node]?.outputs[tensor];
}

/** A layer called more than once is described by its last call, as in Keras's summary. */
function row({ layer, calls }: GraphLayer, results: Results): LayerSummary {
  const source = calls.at(-1)?.[0];
  const inputShape = source && shapeAt(results, source);
  return summarize(layer, inputShape ?? null, results.get(layer.name)?.at(-1) ?? null, calls.flat());
}

/** A graph is a chain if each call takes one tensor, no layer is called twice, and nothing forks. */
export function isChain({ layers }: Graph): boolean {
  const calls = layers.flatMap((layer) => layer.calls);
  const sources = calls.map(([source]) => source?.layer);
  return (
    layers.filter(({ calls }) => calls.length === 0).length === 1 &&
    layers.every(({ calls }) => calls.length <= 1) &&
    calls.every((call) => call.length === 1) &&
    new Set(sources).size === sources.length
  );
}
