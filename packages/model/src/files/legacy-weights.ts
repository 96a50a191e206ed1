import { ModelError, within } from '../error.js';
import { shapeText } from '../shape.js';
import type { LayerSummary, ModelDescription, WeightSpec } from '../description.js';
import { damaged } from './hdf5/bytes.js';
import type { Hdf5Dataset, Hdf5Group } from './hdf5/read-hdf5.js';
import type { SavedWeight } from './model-file.js';
import { clause } from '../problems/clause.js';

/**
 * The weights of an `.h5` file: a group for each layer, with a list of its weights' names. As Keras does, layers
 * with weights are taken in their order, not by their names.
 * @throws ModelError where layers, names or shapes are not those of the description
 */
export function readLegacyWeights(group: Hdf5Group, description: ModelDescription): SavedWeight[] {
  const saved = (group.texts('layer_names') ?? []).flatMap((name) => {
    const layer = group.group(name);
    if (layer === undefined) throw damaged(clause('layer-listed', { name }));
    const names = layer.texts('weight_names') ?? [];
    return names.length === 0 ? [] : [{ name, layer, names }];
  });
  const layers = description.layers.filter(({ weights }) => weights.length > 0);
  if (saved.length !== layers.length) {
    throw new ModelError(
      'shape-mismatch',
      clause('layer-count', { expected: layers.length, found: saved.length }),
    );
  }
  return layers.flatMap((layer, index) => {
    const { name, layer: found, names } = saved[index]!;
    return within(clause('layer', { name: layer.name, className: layer.className }), () =>
      placeWeights(
        layer,
        names.map((weight) => {
          const dataset = found.dataset(weight);
          if (dataset !== undefined) return { name: weight, dataset };
          throw damaged(clause('weight-listed', { name: `${name}/${weight}` }));
        }),
      ),
    );
  });
}

interface NamedDataset {
  name: string;
  dataset: Hdf5Dataset;
}

/** Keras keeps what trains before what does not; some versions of Keras 2 kept a layer's own order. */
function placeWeights(layer: LayerSummary, saved: readonly NamedDataset[]): SavedWeight[] {
  if (saved.length !== layer.weights.length) {
    throw new ModelError(
      'shape-mismatch',
      clause('weight-count', { expected: layer.weights.length, found: saved.length }),
    );
  }
  const order = legacyOrder(layer.weights);
  const fits = (specs: readonly WeightSpec[]) => specs.every((spec, index) => isOf(spec, saved[index]!));
  const specs = !fits(order) && fits(layer.weights) ? layer.weights : order;
  const places = new Map(specs.map((spec, index) => [spec, saved[index]!]));
  return layer.weights.map(({ name, shape, ...spec }) => {
    const { dataset } = places.get(layer.weights.find((weight) => weight.name === name)!)!;
    checkShape({ name, shape, ...spec }, dataset.shape);
    return { layer: layer.name, name, shape, values: dataset.values() };
  });
}

/** A layer's weights as an `.h5` file lists them: those that train, then those that do not. */
export function legacyOrder(weights: readonly WeightSpec[]): WeightSpec[] {
  return [...weights.filter(({ trainable }) => trainable), ...weights.filter(({ trainable }) => !trainable)];
}

function isOf({ name, shape }: WeightSpec, saved: NamedDataset): boolean {
  const tail = (path: string) => path.replace(/:\d+$/, '').split('/').at(-1);
  return tail(saved.name) === tail(name) && String(saved.dataset.shape) === String(shape);
}

/** @throws ModelError `shape-mismatch` */
export function checkShape({ name, shape }: WeightSpec, found: readonly number[]): void {
  if (String(shape) === String(found)) return;
  throw new ModelError(
    'shape-mismatch',
    clause('weight-shape', { weight: name, expected: shapeText(shape), found: shapeText(found) }),
  );
}
