import { snakeCase } from '../../keras/layer-name.js';
import type { Given, MadeValue, UnknownValue, Value } from '../values.js';

/** What a value is in JSON; `undefined` for what has no such form. */
export function plainOf(value: Value): unknown {
  switch (value.kind) {
    case 'none':
      return null;
    case 'boolean':
    case 'integer':
    case 'float':
    case 'string':
      return value.value;
    case 'list':
    case 'tuple': {
      const items = value.items.map(plainOf);
      return items.includes(undefined) ? undefined : items;
    }
    case 'dictionary': {
      const entries = [...value.entries.values()].map(
        (entry) => [entry.key.kind === 'string' ? entry.key.value : '', plainOf(entry.value)] as const,
      );
      return entries.some(([key, item]) => key === '' || item === undefined)
        ? undefined
        : Object.fromEntries(entries);
    }
    case 'library':
      return lastPart(value.path);
    case 'made':
      return objectOf(value);
    default:
      return undefined;
  }
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** An initializer, a regularizer or a constraint as Keras writes it. */
function objectOf({ path, given }: MadeValue): unknown {
  const name = lastPart(path);
  const kind = /\.(initializers|regularizers|constraints)\./.exec(path)?.[1];
  if (kind === undefined) return undefined;
  return kerasObject(kind, name, given);
}

const orders: Readonly<Record<string, readonly string[]>> = {
  L1: ['l1'],
  L2: ['l2'],
  L1L2: ['l1', 'l2'],
  RandomNormal: ['mean', 'stddev', 'seed'],
  TruncatedNormal: ['mean', 'stddev', 'seed'],
  RandomUniform: ['minval', 'maxval', 'seed'],
  VarianceScaling: ['scale', 'mode', 'distribution', 'seed'],
  Orthogonal: ['gain', 'seed'],
  Constant: ['value'],
  GlorotUniform: ['seed'],
  GlorotNormal: ['seed'],
  HeNormal: ['seed'],
  HeUniform: ['seed'],
  LecunNormal: ['seed'],
  LecunUniform: ['seed'],
  MaxNorm: ['max_value', 'axis'],
  UnitNorm: ['axis'],
  MinMaxNorm: ['min_value', 'max_value', 'rate', 'axis'],
};

/** What each takes where nothing is said. */
const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  L1: { l1: 0.01 },
  L2: { l2: 0.01 },
  L1L2: { l1: 0, l2: 0 },
  RandomNormal: { mean: 0, stddev: 0.05, seed: null },
  TruncatedNormal: { mean: 0, stddev: 0.05, seed: null },
  RandomUniform: { minval: -0.05, maxval: 0.05, seed: null },
  MaxNorm: { max_value: 2, axis: 0 },
  UnitNorm: { axis: 0 },
};

/** A name of an initializer, a regularizer or a constraint (`he_normal`, `l2`, `HeNormal`) as Keras's object. */
export function kerasObject(kind: string, name: string, given?: Given): unknown {
  const wanted = snakeCase(name);
  const className =
    Object.keys(orders).find((known) => snakeCase(known) === wanted || known.toLowerCase() === wanted) ??
    known[wanted] ??
    name;
  const order = orders[className] ?? [];
  const config: Record<string, unknown> = { ...(defaults[className] ?? {}) };
  if (order.includes('seed')) config['seed'] ??= null;
  for (const [index, value] of given?.positional.entries() ?? []) {
    const argument = order[index];
    if (argument !== undefined) config[argument] = plainOf(value) ?? null;
  }
  for (const [argument, value] of given?.keywords ?? []) {
    config[argument === 'l' ? wanted : argument] = plainOf(value) ?? null;
  }
  return { module: `keras.${kind}`, class_name: className, config, registered_name: null };
}

/** Names that are no snake case of their class. */
const known: Readonly<Record<string, string>> = {
  zero: 'Zeros',
  zeros: 'Zeros',
  one: 'Ones',
  ones: 'Ones',
  uniform: 'RandomUniform',
  normal: 'RandomNormal',
  l1_l2: 'L1L2',
  l1l2: 'L1L2',
  max_norm: 'MaxNorm',
  maxnorm: 'MaxNorm',
  non_neg: 'NonNeg',
  nonneg: 'NonNeg',
  unit_norm: 'UnitNorm',
  unitnorm: 'UnitNorm',
  identity: 'Identity',
};

/** An argument by its place or its name. */
export function argument(given: Given, index: number, ...names: readonly string[]): Value | undefined {
  const named = names.map((name) => given.keywords.get(name)).find((value) => value !== undefined);
  return named ?? (index < 0 ? undefined : given.positional[index]) ?? given.rest;
}

/** A list of sizes, `None` among them; `undefined` where one is not known. */
export function sizesOf(value: Value | undefined): (number | null)[] | UnknownValue | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'unknown') return value;
  if (value.kind === 'integer') return [value.value];
  if (value.kind !== 'list' && value.kind !== 'tuple') return undefined;
  const sizes: (number | null)[] = [];
  for (const item of value.items) {
    if (item.kind === 'unknown') return item;
    if (item.kind === 'none') sizes.push(null);
    else if (item.kind === 'integer' && item.value > 0) sizes.push(item.value);
    else if (item.kind === 'float' && Number.isInteger(item.value)) sizes.push(item.value);
    else return undefined;
  }
  return sizes;
}
