import { shapeText, type Language } from '@convscope/model';
import { isSamePlace, layersInSource, type LayersAt, type PlacedLayer } from './layers-in-source.js';
import type { SourceDescription } from './reading.js';
import { paramsText } from './texts.js';

/** What stands after the end of a line. */
export interface Hint {
  /** From 1. */
  line: number;
  label: string;
  /** All layers that the line makes. */
  layers: readonly PlacedLayer[];
}

/** One hint for each line that ends the making of a layer whose shape is known, or is lost there. */
export function hintsOf(
  description: SourceDescription,
  { language, cell }: { language: Language; cell?: number | undefined },
): Hint[] {
  const lines = new Map<number, LayersAt[]>();
  const isBlamed = ({ place }: LayersAt) =>
    description.problems.some((problem) => isSamePlace(problem.place, place));
  for (const at of layersInSource(description, cell)) {
    const { endLine } = at.place;
    lines.set(endLine, [...(lines.get(endLine) ?? []), at]);
  }
  return [...lines].flatMap(([line, places]) => {
    const parts = places.flatMap((at) => partOf(at, language) ?? (isBlamed(at) ? '?' : []));
    const label = `→ ${parts.join(' → ')}`;
    return parts.length === 0 ? [] : [{ line, label, layers: places.flatMap(({ layers }) => layers) }];
  });
}

/**
 * `(None, 23, 23, 16) · 2,416 params`; of a loop `(30, 30, 8) … (3, 3, 64) ×4`: the editor cuts a line's hints at 43
 * characters, so neither the batch nor what these layers cost has room there; the tooltip has both.
 */
function partOf({ layers }: LayersAt, language: Language): string | undefined {
  const shaped = layers.flatMap(({ layer }) => (layer.outputShape === null ? [] : [layer]));
  const shapes = shaped.map(({ outputShape }) => (outputShape === null ? '' : shapeText(outputShape)));
  const [first] = shapes;
  const last = shapes.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const times = layers.length > 1 ? ` ×${layers.length}` : '';
  if (first !== last || shaped.length < layers.length)
    return `${withoutBatch(first)} … ${shaped.length < layers.length ? '?' : withoutBatch(last)}${times}`;
  const params = shaped.reduce((sum, layer) => sum + layer.params, 0);
  return `${first}${times}${params === 0 ? '' : ` · ${paramsText(params, language)}`}`;
}

const withoutBatch = (shape: string) => shape.replace('(None, ', '(');
