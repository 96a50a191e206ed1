import type { Language } from '@convscope/model';
import type { Place } from '@convscope/model/script';
import { isSamePlace } from './layers-in-source.js';
import type { SourceDescription, SourceModel } from './reading.js';
import { numberText } from './texts.js';

/** The line over a model. */
export interface Lens {
  place: Place;
  /** The model's number in the source. */
  index: number;
  summary: string;
  /** `8 layers · 545,546 parameters`, or why that cannot be said. */
  figures: string;
}

/** One for each model of the source, or of one cell of it. */
export function lensesOf(
  { models, problems }: SourceDescription,
  { language, cell }: { language: Language; cell?: number | undefined },
): Lens[] {
  return models.flatMap((model, index) => {
    if (model.place.cell !== cell) return [];
    const wrong = problems.find(
      ({ place, problem }) =>
        problem.code === 'layer-wrong' && model.places.some((layer) => layer && isSamePlace(layer, place)),
    );
    const figures = figuresOf(model, { language, wrongLine: wrong?.place.line });
    return [{ place: model.place, index, summary: language === 'ru' ? 'Сводка' : 'Summary', figures }];
  });
}

function figuresOf(
  { description, isComplete }: SourceModel,
  { language, wrongLine }: { language: Language; wrongLine: number | undefined },
): string {
  const number = (value: number) => numberText(value, language);
  const numLayers = description.layers.length;
  const isRussian = language === 'ru';
  const layers = isRussian
    ? `слоёв: ${number(numLayers)}`
    : `${number(numLayers)} ${numLayers === 1 ? 'layer' : 'layers'}`;
  if (wrongLine !== undefined)
    return `${layers} · ${isRussian ? `формы не сходятся в строке ${wrongLine}` : `shapes do not fit at line ${wrongLine}`}`;
  if (!isComplete) return `${layers} · ${isRussian ? 'понято не всё' : 'not all of it is understood'}`;
  if (description.inputShape === null)
    return `${layers} · ${isRussian ? 'форма входа не задана' : 'no input shape yet'}`;
  const params = number(description.totalParams);
  return `${layers} · ${isRussian ? `параметров: ${params}` : `${params} parameters`}`;
}
