import { sentence } from '../sentences.js';
import {
  boolean,
  dictionary,
  float,
  integer,
  isSequence,
  library,
  list,
  none,
  numberOf,
  string,
  truth,
  tuple,
  unknown,
  type Given,
  type Value,
} from '../values.js';
import { attributeOf } from './attributes.js';
import { callValue } from './call.js';
import { sortedItems } from './methods.js';
import { binary, display, ordering } from './operators.js';
import { LARGEST, type Call } from './run.js';
import { itemsOf, rangeItems } from './sequences.js';

/** Python's own functions that say something about networks. */
const builtins: Readonly<Record<string, (given: Given, at: Call) => Value | undefined>> = {
  range: ({ positional }) => {
    const items = rangeItems(positional, LARGEST);
    return items && list(items);
  },
  xrange: (given, at) => builtins['range']?.(given, at),
  len: ({ positional: [value] }, at) => {
    if (value?.kind === 'string') return integer(value.value.length);
    if (value?.kind === 'dictionary') return integer(value.entries.size);
    if (value !== undefined && isSequence(value)) return integer(value.items.length);
    return value && at.run.library.method(value, '__len__', { positional: [], keywords: new Map() }, at);
  },
  int: ({ positional: [value] }) => {
    const number =
      value && (value.kind === 'string' ? parsed(value.value, /^\s*[-+]?\d+\s*$/) : numberOf(value));
    return number && Number.isFinite(number.value) ? integer(Math.trunc(number.value)) : undefined;
  },
  float: ({ positional: [value] }) => {
    const number =
      value &&
      (value.kind === 'string' ? parsed(value.value, /^\s*[-+]?[\d.]+(e[-+]?\d+)?\s*$/i) : numberOf(value));
    return number && float(number.value);
  },
  str: ({ positional: [value] }) => {
    const text = value && display(value);
    return text === undefined ? undefined : string(text);
  },
  bool: ({ positional: [value] }) => {
    const known = value && truth(value);
    return known === undefined ? undefined : boolean(known);
  },
  list: ({ positional: [value] }) => {
    const items = value === undefined ? [] : itemsOf(value);
    return items && list([...items]);
  },
  tuple: ({ positional: [value] }) => {
    const items = value === undefined ? [] : itemsOf(value);
    return items && tuple(items);
  },
  set: (given, at) => builtins['list']?.(given, at),
  dict: ({ positional: [value], keywords, rest }) => {
    if (rest !== undefined) return undefined;
    const pairs =
      value?.kind === 'dictionary'
        ? [...value.entries.values()].map(({ key, value }) => tuple([key, value]))
        : value && itemsOf(value);
    if (value !== undefined && pairs === undefined) return undefined;
    const entries = (pairs ?? []).map((pair) => itemsOf(pair) ?? []);
    return dictionary([
      ...entries.map(([key = none, item = none]) => [key, item] as const),
      ...[...keywords].map(([key, item]) => [string(key), item] as const),
    ]);
  },
  enumerate: ({ positional: [value, first], keywords }) => {
    const items = value && itemsOf(value);
    const start = first ?? keywords.get('start') ?? integer(0);
    if (items === undefined || start.kind !== 'integer') return undefined;
    return list(items.map((item, index) => tuple([integer(index + start.value), item])));
  },
  zip: ({ positional }) => {
    const columns = positional.map(itemsOf);
    if (!columns.every((column) => column !== undefined)) return undefined;
    const length = Math.min(...columns.map((column) => column.length));
    return list(
      Array.from({ length: columns.length === 0 ? 0 : length }, (_, row) =>
        tuple(columns.map((column) => column[row]!)),
      ),
    );
  },
  reversed: ({ positional: [value] }) => {
    const items = value && itemsOf(value);
    return items && list([...items].reverse());
  },
  sorted: ({ positional: [value], keywords }) => {
    const items = value && itemsOf(value);
    const sorted = items && sortedItems(items, keywords);
    return sorted && list(sorted);
  },
  min: (given) => extreme(given, -1),
  max: (given) => extreme(given, 1),
  sum: ({ positional: [value, start = integer(0)] }, at) =>
    value && itemsOf(value)?.reduce((total, item) => binary('+', total, item, at), start),
  abs: ({ positional: [value] }) => {
    const number = value && numberOf(value);
    return number && { ...number, value: Math.abs(number.value) };
  },
  round: ({ positional: [value, digits] }) => {
    const number = value && numberOf(value);
    if (number === undefined) return undefined;
    if (digits === undefined) return integer(roundHalfEven(number.value));
    if (digits.kind !== 'integer') return undefined;
    return float(roundHalfEven(number.value * 10 ** digits.value) / 10 ** digits.value);
  },
  pow: ({ positional: [base, exponent] }, at) => base && exponent && binary('**', base, exponent, at),
  divmod: ({ positional: [a, b] }, at) => a && b && tuple([binary('//', a, b, at), binary('%', a, b, at)]),
  any: ({ positional: [value] }) => every(value, (known) => known.includes(true)),
  all: ({ positional: [value] }) => every(value, (known) => !known.includes(false)),
  map: ({ positional: [callee, ...columns] }, at) => {
    const items = columns.map(itemsOf);
    if (callee === undefined || !items.every((column) => column !== undefined)) return undefined;
    const length = Math.min(...items.map((column) => column.length));
    return list(
      Array.from({ length }, (_, row) =>
        callValue(callee, { positional: items.map((column) => column[row]!), keywords: new Map() }, at),
      ),
    );
  },
  filter: ({ positional: [callee, value] }, at) => {
    const items = value && itemsOf(value);
    const kept = items?.map((item) =>
      truth(
        callee === undefined || callee.kind === 'none'
          ? item
          : callValue(callee, { positional: [item], keywords: new Map() }, at),
      ),
    );
    return items && kept && !kept.includes(undefined)
      ? list(items.filter((_, index) => kept[index]))
      : undefined;
  },
  getattr: ({ positional: [object, name, otherwise] }, at) => {
    if (object === undefined || name?.kind !== 'string') return undefined;
    const found = attributeOf(object, name.value, at);
    return found.kind === 'unknown' && otherwise !== undefined ? otherwise : found;
  },
  hasattr: () => undefined,
  isinstance: ({ positional: [value, type] }) => {
    const names = type && (isSequence(type) ? type.items : [type]);
    const known = names?.map((one) => (one.kind === 'builtin' ? isOf(value, one.name) : undefined));
    if (known === undefined) return undefined;
    if (known.includes(true)) return boolean(true);
    return known.includes(undefined) ? undefined : boolean(false);
  },
  callable: () => undefined,
  print: () => none,
  input: () => undefined,
  open: () => undefined,
  super: () => library('super'),
  vars: ({ positional: [value] }) =>
    value?.kind === 'instance'
      ? dictionary([...value.members].map(([name, member]) => [string(name), member] as const))
      : undefined,
};

/** Whether Python has a function of that name that is known here. */
export const isBuiltin = (name: string): boolean => Object.hasOwn(builtins, name) || name === 'object';

export function callBuiltin(name: string, given: Given, at: Call): Value {
  const value = Object.hasOwn(builtins, name) ? builtins[name]?.(given, at) : undefined;
  if (value !== undefined) return value;
  const cause = given.rest ?? given.positional.find((argument) => argument.kind === 'unknown');
  return cause ?? unknown(at.span, sentence('not-computed', { text: at.text }));
}

function parsed(text: string, form: RegExp): { value: number } | undefined {
  return form.test(text) ? { value: Number(text) } : undefined;
}

/** The smallest or largest of the arguments, or of the items of the only one. */
function extreme({ positional, keywords }: Given, sign: 1 | -1): Value | undefined {
  const [first] = positional;
  const items = positional.length === 1 && first !== undefined ? itemsOf(first) : positional;
  if (items === undefined || keywords.has('key')) return undefined;
  return items.reduce<Value | undefined>((best, item, index) => {
    if (index === 0) return item;
    const order = best && ordering(item, best);
    if (order === undefined) return undefined;
    return order * sign > 0 ? item : best;
  }, undefined);
}

function every(value: Value | undefined, answer: (known: boolean[]) => boolean): Value | undefined {
  const known = value && itemsOf(value)?.map(truth);
  return known?.every((one) => one !== undefined) ? boolean(answer(known)) : undefined;
}

/** As Python 3 and numpy round: halves to the even neighbour. */
function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

function isOf(value: Value | undefined, type: string): boolean | undefined {
  const kinds: Readonly<Record<string, readonly Value['kind'][]>> = {
    int: ['integer', 'boolean'],
    float: ['float'],
    str: ['string'],
    bool: ['boolean'],
    list: ['list'],
    tuple: ['tuple'],
    dict: ['dictionary'],
  };
  const wanted = kinds[type];
  if (value === undefined || value.kind === 'unknown' || wanted === undefined) return undefined;
  return wanted.includes(value.kind);
}
