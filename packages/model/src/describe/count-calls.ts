import type { Connection } from '../description.js';
import type { ReadKerasObject } from './model-config.js';

/** A layer of a functional model and its calls, as one of the two Keras writes them. */
type Layer = ReadKerasObject & { inbound_nodes: readonly ReadCall[] };

/** The tensors that a layer is called on; `older` as Keras 2 writes it. */
export interface ReadCall {
  tensors: Connection[];
  older: boolean;
}

type CountedLayer = ReadKerasObject & { inbound_nodes: Connection[][] };

/**
 * Names the calls of each layer by numbers from 0. A model inside a model has one call of its own making, which Keras 2
 * counts wherever it names a call of that model; Keras 3 counts it among the outputs only, and of functional models only.
 */
export function countCallsFromZero<T extends { layers: Layer[]; output_layers: Connection[] }>(
  model: T,
): Omit<T, 'layers'> & { layers: CountedLayer[] } {
  const calls = model.layers.flatMap((layer) => layer.inbound_nodes);
  const isOlder = calls.some(({ older }) => older);
  const named = [...calls.flatMap(({ tensors }) => tensors), ...model.output_layers];
  const inner = model.layers.filter(({ config }) => Array.isArray(config['layers']));
  // Whatever no output needs is no part of a graph: of each layer the last call is named by somebody.
  const countedByKeras2 = inner.filter(({ config, inbound_nodes: { length } }) =>
    named.some(({ layer, node }) => layer === config['name'] && node === length),
  );
  const countedByKeras3 = inner.filter(({ class_name: className }) => className !== 'Sequential');
  const fromZero = (counted: readonly Layer[]) => {
    const names = new Set(counted.map(({ config }) => config['name']));
    return (tensor: Connection): Connection =>
      names.has(tensor.layer) && tensor.node > 0 ? { ...tensor, node: tensor.node - 1 } : tensor;
  };
  const inCalls = fromZero(isOlder ? countedByKeras2 : []);
  return {
    ...model,
    layers: model.layers.map((layer) => ({
      ...layer,
      inbound_nodes: layer.inbound_nodes.map(({ tensors }) => tensors.map(inCalls)),
    })),
    output_layers: model.output_layers.map(fromZero(isOlder ? countedByKeras2 : countedByKeras3)),
  };
}
