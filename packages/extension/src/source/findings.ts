import { shapeText, type Language } from '@convscope/model';
import { sentenceText, type Place, type ScriptProblem, type Sentence } from '@convscope/model/script';
import { isSamePlace } from './layers-in-source.js';
import type { SourceDescription, SourceModel } from './reading.js';

/** Something to mark in the source. */
export interface Finding {
  place: Place;
  message: string;
  /** `error`: Keras would refuse it; `warning`: it would do something else; `hint`: it was not understood. */
  severity: 'error' | 'warning' | 'hint';
  code: FindingCode;
  /** The word in question: a misspelt argument. */
  name?: string;
  /** The layer that led to it. */
  cause?: { place: Place; className: string; message: string };
}

type FindingCode = 'shape' | 'argument' | 'old-argument' | 'not-understood';

/** What is wrong in a source, or in one cell of it, and what was not understood there. */
export function findingsOf(
  description: SourceDescription,
  { language, cell }: { language: Language; cell?: number | undefined },
): Finding[] {
  return description.problems
    .filter(({ place }) => place.cell === cell)
    .filter((problem) => !isSaidElsewhere(problem, description))
    .map((problem) => findingOf(problem, { description, language }));
}

/** Python's own mistakes are others' to tell; and what is wrong with a layer need not be said of its model too. */
function isSaidElsewhere(
  { place, problem }: ScriptProblem,
  { models, problems }: SourceDescription,
): boolean {
  if (problem.code === 'syntax') return true;
  const isOfModel = models.some((model) => isSamePlace(model.place, place));
  return (
    isOfModel &&
    problems.some(
      (other) =>
        !isSamePlace(other.place, place) &&
        (problem.code === 'model-part-unknown' || sentenceText(other.problem) === sentenceText(problem)),
    )
  );
}

function findingOf(
  { place, problem }: ScriptProblem,
  { description, language }: { description: SourceDescription; language: Language },
): Finding {
  const said = sentenceText(problem, language);
  const message = said.charAt(0).toUpperCase() + said.slice(1);
  switch (problem.code) {
    case 'layer-wrong': {
      const cause = causeOf(place, description, language);
      return { place, message, severity: 'error', code: 'shape', ...(cause ? { cause } : {}) };
    }
    case 'layer-argument-missing':
      return { place, message, severity: 'error', code: 'argument' };
    case 'unexpected-argument':
      return { place, message, severity: 'warning', code: 'argument', name: nameIn(problem) };
    default:
      return { place, message, severity: 'hint', code: 'not-understood' };
  }
}

function nameIn({ values }: Sentence): string {
  const { name } = values;
  return typeof name === 'string' ? name : '';
}

/** The last layer before this one, in the same row of layers, that made what this one cannot take. */
function causeOf(place: Place, { models }: SourceDescription, language: Language): Finding['cause'] {
  for (const model of models) {
    const at = firstUnknownAt(place, model);
    if (at === undefined || model.description.className !== 'Sequential') continue;
    const { layers } = model.description;
    for (let index = at - 1; index >= 0; index -= 1) {
      const layer = layers[index];
      const there = model.places[index];
      if (layer?.outputShape == null || there === undefined) return undefined;
      if (String(layer.outputShape) === String(layer.inputShape)) continue;
      const shape = shapeText(layer.outputShape);
      const message =
        language === 'ru' ? `«${layer.name}» оставляет ${shape}` : `“${layer.name}” leaves ${shape}`;
      return { place: there, className: layer.className, message };
    }
  }
  return undefined;
}

/** The number of the first layer of a model that stands at this place and has no shape. */
function firstUnknownAt(place: Place, { places, description }: SourceModel): number | undefined {
  const index = description.layers.findIndex((layer, number) => {
    const there = places[number];
    return layer.outputShape === null && there !== undefined && isSamePlace(there, place);
  });
  return index === -1 ? undefined : index;
}
