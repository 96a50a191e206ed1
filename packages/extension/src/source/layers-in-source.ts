import type { LayerSummary } from '@convscope/model';
import type { Place } from '@convscope/model/script';
import type { SourceDescription, SourceModel } from './reading.js';

/** A layer of a model, and the model. */
export interface PlacedLayer {
  layer: LayerSummary;
  model: SourceModel;
}

/** All layers that one stretch of the source makes: several where a loop or a function makes them. */
export interface LayersAt {
  place: Place;
  layers: readonly PlacedLayer[];
}

/** The layers by the place that makes them, in the order of the source. `cell` is that of a notebook. */
export function layersInSource({ models }: SourceDescription, cell: number | undefined): LayersAt[] {
  const found = new Map<string, { place: Place; layers: PlacedLayer[] }>();
  for (const model of models) {
    for (const [index, layer] of model.description.layers.entries()) {
      const place = model.places[index];
      if (place === undefined || place.cell !== cell) continue;
      const key = `${place.line}:${place.column}:${place.endLine}:${place.endColumn}`;
      const there = found.get(key);
      if (there === undefined) found.set(key, { place, layers: [{ layer, model }] });
      else if (!there.layers.some((other) => isSame(other.layer, layer))) there.layers.push({ layer, model });
    }
  }
  return [...found.values()].sort(
    ({ place: left }, { place: right }) => left.line - right.line || left.column - right.column,
  );
}

/** A layer that two models share is one. */
function isSame(left: LayerSummary, right: LayerSummary): boolean {
  return left.name === right.name && String(left.outputShape) === String(right.outputShape);
}

/** Whether two places begin at the same point of the same cell. */
export function isSamePlace(left: Place, right: Place): boolean {
  return left.cell === right.cell && left.line === right.line && left.column === right.column;
}
