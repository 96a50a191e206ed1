import type { Shape } from '../../description.js';
import type { Call } from '../interpreter/run.js';
import { slicePlaces } from '../interpreter/sequences.js';
import { sentence } from '../sentences.js';
import { integer, isNumber, list, tuple, unknown, type Given, type Value } from '../values.js';
import type { ArrayValue, DataSource } from './array-values.js';
import { largest, productOf, reshape } from './numpy.js';
import { argument } from './plain.js';

interface KnownData {
  training: number;
  test: number;
  image: readonly number[];
  label: readonly number[];
  classes: number;
}

/** The data sets that `keras.datasets` has, as `load_data` gives them. */
export const knownData: Readonly<Record<string, KnownData>> = {
  mnist: { training: 60_000, test: 10_000, image: [28, 28], label: [], classes: 10 },
  fashion_mnist: { training: 60_000, test: 10_000, image: [28, 28], label: [], classes: 10 },
  cifar10: { training: 50_000, test: 10_000, image: [32, 32, 3], label: [1], classes: 10 },
  cifar100: { training: 50_000, test: 10_000, image: [32, 32, 3], label: [1], classes: 100 },
  boston_housing: { training: 404, test: 102, image: [13], label: [], classes: 0 },
  california_housing: { training: 16_512, test: 4_128, image: [8], label: [], classes: 0 },
};

/** `load_data()` of a data set of Keras's: `((x, y), (x, y))`. */
export function loadData(dataset: string, at: Call): Value {
  const data = knownData[dataset];
  if (data === undefined) return unknown(at.span, sentence('not-computed', { text: at.text }));
  const part = (name: DataSource['part']) => {
    const array = (role: DataSource['role'], rest: readonly number[]): ArrayValue => ({
      kind: 'array',
      shape: [data[name], ...rest],
      source: { dataset, part: name, role, divisor: 1, isOneHot: false, changes: [] },
    });
    return tuple([array('images', data.image), array('labels', data.label)]);
  };
  return tuple([part('training'), part('test')]);
}

/** `to_categorical(y, num_classes)`: one-hot rows. */
export function toCategorical(given: Given): Value | undefined {
  const labels = given.positional[0] ?? given.keywords.get('y') ?? given.keywords.get('x');
  const count = argument({ ...given, positional: given.positional.slice(1) }, 0, 'num_classes', 'nb_classes');
  if (labels?.kind !== 'array') return labels && { kind: 'array', shape: [null, sizeOf(count)] };
  const classes =
    count === undefined ? (knownData[labels.source?.dataset ?? '']?.classes ?? null) : sizeOf(count);
  return {
    kind: 'array',
    shape: [labels.shape?.[0] ?? null, classes],
    ...(labels.source && { source: { ...labels.source, isOneHot: true } }),
  };
}

/** `array.name`. */
export function arrayAttribute(array: ArrayValue, name: string, at: Call): Value {
  const { shape } = array;
  const missing = () => unknown(at.span, sentence('shape-unknown', { text: at.text }));
  switch (name) {
    case 'shape':
      if (shape === null) return missing();
      return tuple(shape.map((size) => (size === null ? missing() : integer(size))));
    case 'ndim':
      return shape === null ? missing() : integer(shape.length);
    case 'size':
      return productOf(shape) === null ? missing() : integer(productOf(shape) ?? 0);
    case 'T':
      return { kind: 'array', shape: shape && [...shape].reverse() };
    case 'values':
      return array;
    default:
      return { kind: 'method', object: array, name };
  }
}

/** `array.name(…)`; any other than these gives numbers that nobody knows. */
export function arrayMethod(array: ArrayValue, name: string, given: Given, at: Call): Value | undefined {
  switch (name) {
    case '__len__':
      return array.shape?.[0] == null ? undefined : integer(array.shape[0]);
    case 'reshape':
      return reshape(array, given.positional);
    case 'astype':
    case 'copy':
    case 'to_numpy':
      return array;
    case 'max':
      return largest(array, at);
    case 'mean':
    case 'std':
    case 'sum':
    case 'min':
      return { kind: 'array', shape: null };
    default:
      return { kind: 'array', shape: null };
  }
}

/** `array[…]`. */
export function arrayItem(array: ArrayValue, indices: readonly Value[]): Value {
  const { shape, source } = array;
  if (shape === null)
    return { kind: 'array', shape: null, ...(source && { source: changed(source, '[…]') }) };
  const sizes: (number | null)[] = [];
  const rest = [...shape];
  let range = source?.range;
  let others = false;
  const parts = indices.flatMap((index) => (index.kind === 'tuple' ? index.items : [index]));
  const plainParts = parts.filter(({ kind }) => kind !== 'none' && kind !== 'ellipsis').length;
  for (const [place, index] of parts.entries()) {
    if (index.kind === 'none') sizes.push(1);
    else if (index.kind === 'ellipsis')
      sizes.push(...rest.splice(0, rest.length - (plainParts - sizes.length)));
    else if (index.kind === 'slice') {
      const size = rest.shift() ?? null;
      const places = size === null ? undefined : slicePlaces(index, size);
      sizes.push(places?.length ?? null);
      const isWhole = index.from.kind === 'none' && index.to.kind === 'none' && index.step.kind === 'none';
      if (place === 0 && places && index.step.kind === 'none' && range === undefined && !isWhole) {
        range = [places[0] ?? 0, (places.at(-1) ?? -1) + 1];
      } else if (!isWhole) others = true;
    } else {
      rest.shift();
      others = true;
      if (index.kind !== 'integer') return { kind: 'array', shape: null };
    }
  }
  return {
    kind: 'array',
    shape: [...sizes, ...rest],
    ...(source && { source: { ...(others ? changed(source, '[…]') : source), ...(range && { range }) } }),
  };
}

/** `array / 255`, `array - mean`. */
export function arrayOperator(operator: string, left: Value, right: Value, at: Call): Value | undefined {
  const array = left.kind === 'array' ? left : right.kind === 'array' ? right : undefined;
  if (array === undefined) return undefined;
  const other = array === left ? right : left;
  const { source } = array;
  const shape = other.kind === 'array' && array.shape === null ? other.shape : array.shape;
  if (source === undefined) return { kind: 'array', shape };
  const isDivision = operator === '/' && array === left && isNumber(other);
  const isFactor = operator === '*' && isNumber(other);
  const divisor = isNumber(other) ? (isFactor ? 1 / other.value : other.value) : 1;
  const next: DataSource =
    (isDivision || isFactor) && source.changes.length === 0
      ? { ...source, divisor: source.divisor * divisor }
      : changed(source, at.text);
  return { kind: 'array', shape, source: next };
}

/** `train_test_split(x, y, test_size=0.2)`: how many go where; which ones, chance says. */
export function trainTestSplit(given: Given): Value {
  const share = given.keywords.get('test_size');
  const arrays = given.positional;
  const parts = arrays.flatMap((array): Value[] => {
    const shape = array.kind === 'array' ? array.shape : null;
    const count = shape?.[0] ?? null;
    const amount = share === undefined ? 0.25 : isNumber(share) ? share.value : null;
    const test = count === null || amount === null ? null : amount < 1 ? Math.ceil(count * amount) : amount;
    const source = array.kind === 'array' ? array.source : undefined;
    const made = (size: number | null): Value => ({
      kind: 'array',
      shape: shape && ([size, ...shape.slice(1)] satisfies Shape),
      ...(source && { source: changed(source, 'train_test_split') }),
    });
    return [made(count === null || test === null ? null : count - test), made(test)];
  });
  return list(parts);
}

function changed(source: DataSource, by: string): DataSource {
  return { ...source, changes: [...source.changes, by] };
}

function sizeOf(value: Value | undefined): number | null {
  return value?.kind === 'integer' ? value.value : null;
}
