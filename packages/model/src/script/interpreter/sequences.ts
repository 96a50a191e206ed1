import { integer, isSequence, list, string, tuple, type Value } from '../values.js';

/** What a `for` goes through, one after the other; `undefined` where that is not known. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return value.items;
    case 'dictionary':
      return [...value.entries.values()].map(({ key }) => key);
    case 'string':
      return Array.from(value.value, string);
    default:
      return undefined;
  }
}

/** `value[index]`; `undefined` where there is no such item or the index is no plain one. */
export function itemAt(value: Value, index: Value): Value | undefined {
  if (value.kind !== 'string' && !isSequence(value)) return undefined;
  const items = value.kind === 'string' ? Array.from(value.value, string) : value.items;
  if (index.kind === 'integer') return items.at(index.value);
  if (index.kind !== 'slice') return undefined;
  const places = slicePlaces(index, items.length);
  if (places === undefined) return undefined;
  const taken = places.map((place) => items[place]!);
  if (value.kind === 'string') return string(taken.map((item) => (item as { value: string }).value).join(''));
  return value.kind === 'list' ? list(taken) : tuple(taken);
}

/** Which of `length` items a slice takes, in order. */
export function slicePlaces(
  { from, to, step }: { from: Value; to: Value; step: Value },
  length: number,
): number[] | undefined {
  const stride = step.kind === 'none' ? 1 : step.kind === 'integer' ? step.value : 0;
  if (stride === 0) return undefined;
  const [low, high] = stride > 0 ? [0, length] : [-1, length - 1];
  const bound = (value: Value, otherwise: number): number | undefined => {
    if (value.kind === 'none') return otherwise;
    if (value.kind !== 'integer') return undefined;
    const place = value.value < 0 ? value.value + length : value.value;
    return Math.min(Math.max(place, low), high);
  };
  const [first, last] =
    stride > 0 ? [bound(from, low), bound(to, high)] : [bound(from, high), bound(to, low)];
  if (first === undefined || last === undefined) return undefined;
  const places: number[] = [];
  for (let place = first; stride > 0 ? place < last : place > last; place += stride) places.push(place);
  return places;
}

/** `range(…)` as a list; `undefined` where it is not known or longer than any network. */
export function rangeItems(given: readonly Value[], most: number): Value[] | undefined {
  if (!given.every((value) => value.kind === 'integer')) return undefined;
  const numbers = given.map((value) => (value as { value: number }).value);
  const [start = 0, stop = 0, stride = 1] = numbers.length > 1 ? numbers : [0, numbers[0]];
  if (numbers.length === 0 || stride === 0) return undefined;
  const length = Math.max(0, Math.ceil((stop - start) / stride));
  if (length > most) return undefined;
  return Array.from({ length }, (_, index) => integer(start + index * stride));
}
