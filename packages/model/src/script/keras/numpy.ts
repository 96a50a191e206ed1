import type { Shape } from '../../description.js';
import type { Call } from '../interpreter/run.js';
import { sentence } from '../sentences.js';
import { integer, isNumber, list, tuple, unknown, type Given, type Value } from '../values.js';
import type { ArrayValue } from './array-values.js';
import { knownData } from './arrays.js';
import { isUnknown } from './make-layer.js';
import { sizesOf } from './plain.js';

/** The functions of numpy that tell shapes. */
export function numpy(name: string, given: Given, at: Call): Value | undefined {
  const [first, second] = given.positional;
  switch (name) {
    case 'reshape':
      return (
        first &&
        reshape(
          first,
          given.positional
            .slice(1)
            .concat(...(given.keywords.has('newshape') ? [given.keywords.get('newshape')!] : [])),
        )
      );
    case 'expand_dims': {
      if (first?.kind !== 'array') return first && { kind: 'array', shape: null };
      const axis = second ?? given.keywords.get('axis');
      if (axis?.kind !== 'integer' || first.shape === null) return { ...first, shape: null };
      const place = axis.value < 0 ? first.shape.length + 1 + axis.value : axis.value;
      return { ...first, shape: [...first.shape.slice(0, place), 1, ...first.shape.slice(place)] };
    }
    case 'prod': {
      const sizes = sizesOf(first);
      if (sizes === undefined) return undefined;
      if (isUnknown(sizes)) return sizes;
      return sizes.includes(null)
        ? undefined
        : integer(sizes.reduce<number>((product, size) => product * (size ?? 1), 1));
    }
    case 'max':
    case 'amax':
      return first?.kind === 'array' ? largest(first, at) : undefined;
    case 'unique': {
      const source = first?.kind === 'array' ? first.source : undefined;
      const classes =
        source?.role === 'labels' && !source.isOneHot ? knownData[source.dataset]?.classes : undefined;
      return { kind: 'array', shape: [classes ?? null] };
    }
    case 'array':
    case 'asarray':
    case 'ascontiguousarray':
    case 'squeeze':
      if (first?.kind === 'array')
        return name === 'squeeze'
          ? { ...first, shape: first.shape?.filter((size) => size !== 1) ?? null }
          : first;
      return { kind: 'array', shape: null };
    case 'zeros':
    case 'ones':
    case 'empty':
    case 'random_sample':
    case 'random': {
      const sizes = sizesOf(first ?? given.keywords.get('shape') ?? given.keywords.get('size'));
      return { kind: 'array', shape: sizes === undefined || isUnknown(sizes) ? null : sizes };
    }
    case 'rand':
    case 'randn': {
      const sizes = sizesOf(tuple(given.positional));
      return { kind: 'array', shape: sizes === undefined || isUnknown(sizes) ? null : sizes };
    }
    case 'float32':
    case 'float64':
      return first?.kind === 'integer' ? { kind: 'float', value: first.value } : first;
    default:
      return { kind: 'array', shape: null };
  }
}

/** `np.reshape(x, …)`, `x.reshape(…)`. */
export function reshape(array: Value, given: readonly Value[]): Value {
  const [first] = given;
  const sizes = given.length === 1 && first?.kind !== 'integer' ? first : list([...given]);
  const wanted =
    sizes?.kind === 'list' || sizes?.kind === 'tuple'
      ? sizes.items.map((item) =>
          item.kind === 'integer' ? item.value : isNumber(item) ? Math.trunc(item.value) : null,
        )
      : null;
  const source = array.kind === 'array' ? array.source : undefined;
  if (wanted === null) return { kind: 'array', shape: null, ...(source && { source }) };
  const before = array.kind === 'array' ? array.shape : null;
  const total = productOf(before);
  const rest = wanted
    .filter((size) => size !== -1)
    .reduce<number | null>((product, size) => (product === null || size === null ? null : product * size), 1);
  const open = total === null || rest === null || rest === 0 ? null : total / rest;
  return {
    kind: 'array',
    shape: wanted.map((size) =>
      size === -1 ? (open !== null && Number.isInteger(open) ? open : null) : size,
    ),
    ...(source && { source }),
  };
}

/** The largest of the labels of a known data set is known; of anything else not. */
export function largest({ source }: ArrayValue, at: Call): Value {
  const classes =
    source?.role === 'labels' && !source.isOneHot ? knownData[source.dataset]?.classes : undefined;
  return classes === undefined
    ? unknown(at.span, sentence('not-computed', { text: at.text }))
    : integer(classes - 1);
}

/** The product of all sizes; `null` where one is not known. */
export function productOf(shape: Shape | null): number | null {
  if (shape === null) return null;
  return shape.reduce<number | null>(
    (product, size) => (product === null || size === null ? null : product * size),
    1,
  );
}
