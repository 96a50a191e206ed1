import type { Connection, LayerSummary, Shape, WeightSpec } from '../description.js';
import type { Applied, OpenLayer } from './open-layer.js';

/** A layer's row in the description. `applied` is `null` while no shape is known. */
export function summarize(
  layer: OpenLayer,
  inputShape: Shape | null,
  applied: Applied | null,
  connectedTo: readonly Connection[] = [],
): LayerSummary {
  const weights = applied?.weights ?? [];
  const inside = applied?.layers ?? layer.model?.unbuiltLayers;
  return {
    name: layer.name,
    className: layer.className,
    inputShape,
    outputShape: applied?.outputs[0] ?? null,
    params: countParams(weights),
    trainable: layer.trainable,
    built: applied !== null || layer.builtFromStart,
    weights,
    config: layer.config,
    connectedTo,
    ...(inside === undefined ? {} : { layers: inside }),
    ...(applied?.graph === undefined ? {} : { graph: applied.graph }),
  };
}

/** How many numbers the weights hold. */
export function countParams(weights: readonly WeightSpec[]): number {
  return weights.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

/** The weights of a model's layers, named after the layer that they belong to. */
export function collectWeights(layers: readonly LayerSummary[]): WeightSpec[] {
  return layers.flatMap(({ name, weights }) =>
    weights.map((spec) => ({ ...spec, name: `${name}/${spec.name}` })),
  );
}
