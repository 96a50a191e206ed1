import type { LayerSummary, ModelDescription } from '../description.js';
import { within } from '../error.js';
import { damaged } from './hdf5/bytes.js';
import type { Hdf5Group } from './hdf5/read-hdf5.js';
import { checkShape } from './legacy-weights.js';
import type { SavedWeight } from './model-file.js';
import { clause } from '../problems/clause.js';

/** A layer, or one inside a model inside the model, and where Keras 3 keeps its weights. */
export interface StoredLayer {
  layer: LayerSummary;
  /** `layers/conv2d_1`: the class in snake case, numbered in its model; the layer's own name does not matter. */
  path: string;
  /** The layer of the outermost model that it is or belongs to. */
  top: string;
  /** What its weights' names begin with there: nothing, or `conv2d/` inside a model. */
  prefix: string;
}

/**
 * All layers of a model in the order of its weights, with their places in Keras 3's weight files.
 * Models are listed too, before the layers inside them.
 */
export function storedLayers(description: ModelDescription): StoredLayer[] {
  return inside(description.layers, (layer, path) => ({ layer, path, top: layer.name, prefix: '' }), '');
}

function inside(
  layers: readonly LayerSummary[],
  place: (layer: LayerSummary, path: string) => StoredLayer,
  at: string,
): StoredLayer[] {
  const used = new Map<string, number>();
  return layers.flatMap((layer) => {
    const base = snakeCase(layer.className);
    const count = used.get(base) ?? 0;
    used.set(base, count + 1);
    const own = place(layer, `${at}layers/${count === 0 ? base : `${base}_${count}`}`);
    const below = (inner: LayerSummary, path: string) => ({
      layer: inner,
      path,
      top: own.top,
      prefix: `${own.prefix}${inner.name}/`,
    });
    return [own, ...inside(layer.layers ?? [], below, `${own.path}/`)];
  });
}

/** As Keras names things after their classes: `MaxPooling2D` → `max_pooling2d`, `LeakyReLU` → `leaky_re_lu`. */
function snakeCase(className: string): string {
  // Keras 2 called a functional model `Model`.
  return (className === 'Model' ? 'Functional' : className)
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** Where a weight may be: in the layer, in a recurrent layer's cell, in what a wrapper holds, or in its two halves. */
function placesOf({ weights }: LayerSummary, path: string, index: number): string[] {
  const half = weights.length / 2;
  const direction = index < half ? 'forward_layer' : 'backward_layer';
  return [
    `${path}/vars/${index}`,
    `${path}/cell/vars/${index}`,
    `${path}/layer/vars/${index}`,
    `${path}/${direction}/cell/vars/${index % half}`,
  ];
}

/**
 * The weights of a Keras 3 file, `model.weights.h5` in a `.keras` or a `.weights.h5` of its own: layers by their
 * class and number, in each `vars/0`, `vars/1`, … in Keras's order.
 * @throws ModelError where something is missing or has another shape than described
 */
export function readStoredWeights(store: Hdf5Group, description: ModelDescription): SavedWeight[] {
  return storedLayers(description).flatMap(({ layer, path, top, prefix }) => {
    // A model's weights are those of the layers inside it, which are listed themselves.
    if (layer.layers !== undefined) return [];
    return within(clause('layer', { name: layer.name, className: layer.className }), () =>
      layer.weights.map((spec, index) => {
        const dataset = placesOf(layer, path, index)
          .map((place) => store.dataset(place))
          .find((found) => found !== undefined);
        if (dataset === undefined) throw damaged(clause('weight-missing', { weight: spec.name }));
        checkShape(spec, dataset.shape);
        return { layer: top, name: prefix + spec.name, shape: spec.shape, values: dataset.values() };
      }),
    );
  });
}
