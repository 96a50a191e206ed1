import type { ModelDescription } from '../description.js';
import { ModelError } from '../error.js';
import { storedLayers, type StoredLayer } from './store-weights.js';
import { clause } from '../problems/clause.js';

/** Every weight's name in TensorFlow.js: its innermost layer's, whatever models that stands in. */
export function placesInTfjs(description: ModelDescription) {
  const places = storedLayers(description)
    .filter(({ layer }) => layer.layers === undefined)
    .flatMap((stored) =>
      stored.layer.weights.map((spec) => ({
        name: `${stored.layer.name}/${nameInTfjs(stored, spec.name)}`,
        key: `${stored.top}/${stored.prefix}${spec.name}`,
        top: stored.top,
        spec,
      })),
    );
  const twice = places.find(({ name }, index) => places.findIndex((place) => place.name === name) < index);
  if (twice === undefined) return places;
  throw new ModelError('unsupported', clause('names-in-tfjs', { name: twice.name }));
}

function nameInTfjs({ layer }: StoredLayer, name: string): string {
  return layer.className === 'DepthwiseConv2D' && name === 'kernel' ? 'depthwise_kernel' : name;
}
