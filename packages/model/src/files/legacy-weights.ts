import { ModelError, within } from '../error.js';
import { shapeText } from '../shape.js';
import type { LayerSummary, ModelDescription, WeightSpec } from '../description.js';
import { damaged } from './hdf5/bytes.js';
import type { Hdf5Dataset, Hdf5Group } from './hdf5/read-hdf5.js';
import type { SavedWeight } from './model-file.js';

/**
 * The weights of an `.h5` file: a group for each layer, with a list of its weights' names. As Keras does, layers
 * with weights are taken in their order, not by their names.
 * @throws ModelError where layers, names or shapes are not those of the description
 */
export function readLegacyWeights(group: Hdf5Group, description: ModelDescription): SavedWeight[] {
  const saved = (group.texts('layer_names') ?? []).flatMap((name) => {
    const layer = group.group(name);
    if (layer === undefined) throw damaged(`layer “${name}” is listed in it and is not there`);
    const names = layer.texts('weight_names') ?? [];
    return names.length === 0 ? [] : [{ name, layer, names }];
  });
  const layers = description.layers.filter(({ weights }) => weights.length > 0);
  if (saved.length !== layers.length) {
    throw new ModelError(
      'shape-mismatch',
      `its network has ${layers.length} layers with weights, and it holds weights of ${saved.length}`,
    );
  }
  return layers.flatMap((layer, index) => {
    const { name, layer: found, names } = saved[index]!;
    return within(`layer “${layer.name}” (${layer.className})`, () =>
      placeWeights(
        layer,
        names.map((weight) => {
          const dataset = found.dataset(weight);
          if (dataset !== undefined) return { name: weight, dataset };
          throw damaged(`its weight “${name}/${weight}” is listed and is not there`);
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
      `it has ${layer.weights.length} weights in the configuration and ${saved.length} in the file`,
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
    `its ${name} should have the shape ${shapeText(shape)} after the configuration and has ${shapeText(found)}`,
  );
}
