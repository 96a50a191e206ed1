import type { Place, ScriptModel, ScriptProblem } from '@convscope/model/script';

/** What is known of a source, of whichever kind it is. */
export interface SourceDescription {
  models: readonly SourceModel[];
  problems: readonly ScriptProblem[];
}

/** A model; a layer whose place was changed since it was read has none. */
export interface SourceModel extends Omit<ScriptModel, 'places'> {
  places: readonly (Place | undefined)[];
}

/** A source that was read. */
export interface Reading {
  /** One for each cell; of a script one. */
  texts: readonly string[];
  description: SourceDescription;
}

/**
 * What to show of a source that was read again. While somebody types, Python may not be readable for a moment, and
 * all that follows would vanish and come back: then what was known before stays, moved to where it stands now.
 */
export function settle(before: Reading | undefined, now: Reading): Reading {
  const isReadable = !now.description.problems.some(({ problem }) => problem.code === 'syntax');
  if (before === undefined || (isReadable && now.texts.every(bracketsClose))) return now;
  const kept = moved(before, now.texts);
  return numShown(kept.description) <= numShown(now.description) ? now : kept;
}

/** How many layers have a place and a shape. */
function numShown({ models }: SourceDescription): number {
  return models
    .flatMap(({ places, description }) => description.layers.filter((_layer, index) => places[index]))
    .filter(({ outputShape }) => outputShape !== null).length;
}

/** Applies `change` to every place; it answers `undefined` where there is none any more. */
function mapPlaces(
  { models, problems }: SourceDescription,
  change: (place: Place) => Place | undefined,
): SourceDescription {
  return {
    models: models.map((model) => ({
      ...model,
      place: change(model.place) ?? model.place,
      places: model.places.map((place) => place && change(place)),
    })),
    problems: problems.flatMap(({ place, problem }) => {
      const changed = change(place);
      return changed === undefined ? [] : [{ place: changed, problem }];
    }),
  };
}

/** An older reading, its places moved with the one stretch of lines that changed in each text. */
export function moved({ texts, description }: Reading, now: readonly string[]): Reading {
  const changes = texts.map((text, cell) => changeOf(text, now[cell] ?? ''));
  const shift = (place: Place): Place | undefined => {
    const change = changes[place.cell ?? 0];
    if (change === undefined || place.endLine <= change.head) return place;
    if (place.line <= change.end) return undefined;
    return { ...place, line: place.line + change.by, endLine: place.endLine + change.by };
  };
  return { texts: now, description: mapPlaces(description, shift) };
}

/** Lines after `head` up to `end` of the older text are others now, and those after them stand `by` lines lower. */
function changeOf(older: string, newer: string): { head: number; end: number; by: number } {
  const before = older.split('\n');
  const after = newer.split('\n');
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { head, end: before.length - tail, by: after.length - before.length };
}

const opening = '([{';
const closing = ')]}';

/** Whether each bracket outside of texts and comments has its partner. */
export function bracketsClose(text: string): boolean {
  const open: string[] = [];
  for (const [token] of text.matchAll(tokens)) {
    if (token.length === 1 && opening.includes(token)) open.push(token);
    else if (token.length === 1 && closing.includes(token)) {
      const partner = opening[closing.indexOf(token)];
      if (open.pop() !== partner) return false;
    }
  }
  return open.length === 0;
}

/** Brackets, and what may hold brackets that mean nothing: comments and texts. */
const tokens =
  /#[^\n]*|"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|[()[\]{}]/g;
