import type { Shape } from '../description.js';
import type { LayerValue, ModelValue, TensorValue } from './keras/network-values.js';
import type { ArrayValue } from './keras/array-values.js';
import type { Expression, Parameter, Span, Statement } from './python/syntax.js';
import type { Sentence } from './sentences.js';

/** What a name of a script stands for, as far as that can be known without running it. */
export type Value =
  | { kind: 'none' | 'ellipsis' }
  | { kind: 'boolean'; value: boolean }
  | NumberValue
  | { kind: 'string'; value: string }
  | ListValue
  | TupleValue
  | DictionaryValue
  | { kind: 'slice'; from: Value; to: Value; step: Value }
  | FunctionValue
  /** Something of a library, by its full name: `keras.layers.Conv2D`. */
  | { kind: 'library'; path: string }
  /** A function of Python's own: `range`. */
  | { kind: 'builtin'; name: string }
  | { kind: 'method'; object: Value; name: string }
  | { kind: 'partial'; callee: Value; given: Given }
  | ClassValue
  | InstanceValue
  | MadeValue
  | ArrayValue
  | LayerValue
  | ModelValue
  | TensorValue
  | UnknownValue;

/** A number; whether it is Python's `int` or `float` makes a difference in places. */
export interface NumberValue {
  kind: 'integer' | 'float';
  value: number;
}
export interface ListValue {
  kind: 'list';
  items: Value[];
}
export interface TupleValue {
  kind: 'tuple';
  items: readonly Value[];
}
export interface DictionaryValue {
  kind: 'dictionary';
  /** By a text that is one for equal keys. */
  entries: Map<string, { key: Value; value: Value }>;
}

/** A function of the script's own, with what was around it. */
export interface FunctionValue {
  kind: 'function';
  name: string;
  span: Span;
  parameters: readonly Parameter[];
  defaults: ReadonlyMap<string, Value>;
  body: readonly Statement[] | Expression;
  scope: Scope;
  self?: Value;
  isProperty?: boolean;
}
export interface ClassValue {
  kind: 'class';
  name: string;
  span: Span;
  bases: readonly Value[];
  members: Map<string, Value>;
}
export interface InstanceValue {
  kind: 'instance';
  of: ClassValue;
  members: Map<string, Value>;
}

/** An object of a library's class, with what it was made of: an optimizer, a callback, a generator. */
export interface MadeValue {
  kind: 'made';
  path: string;
  given: Given;
  span: Span;
  /** What was done to it since: the arguments that a parser knows. */
  notes: Map<string, Value>;
}

/** What cannot be known, and why. */
export interface UnknownValue {
  kind: 'unknown';
  reason: Sentence;
  span: Span;
}

/** What a call is given. */
export interface Given {
  positional: readonly Value[];
  keywords: ReadonlyMap<string, Value>;
  /** Where `*args` or `**kwargs` hold what is not known: the rest may be anything. */
  rest?: UnknownValue;
}

/** The names of a function, or of the whole script. */
export interface Scope {
  names: Map<string, Value>;
  parent: Scope | null;
  /** Names that belong to a scope around: `global`, `nonlocal`. */
  outer: Set<string>;
}

export const none: Value = { kind: 'none' };
export const integer = (value: number): NumberValue => ({ kind: 'integer', value });
export const float = (value: number): NumberValue => ({ kind: 'float', value });
export const string = (value: string): Value => ({ kind: 'string', value });
export const boolean = (value: boolean): Value => ({ kind: 'boolean', value });
export const list = (items: Value[]): ListValue => ({ kind: 'list', items });
export const tuple = (items: readonly Value[]): TupleValue => ({ kind: 'tuple', items });
export const library = (path: string): Value => ({ kind: 'library', path });
export const unknown = (span: Span, reason: Sentence): UnknownValue => ({ kind: 'unknown', reason, span });

/** A shape as Python has it: a tuple with `None` where anything goes. */
export const shapeValue = (shape: Shape): TupleValue =>
  tuple(shape.map((size) => (size === null ? none : integer(size))));

export function dictionary(entries: Iterable<readonly [Value, Value]>): DictionaryValue {
  const made: DictionaryValue = { kind: 'dictionary', entries: new Map() };
  for (const [key, value] of entries) setEntry(made, key, value);
  return made;
}

export function setEntry(target: DictionaryValue, key: Value, value: Value): void {
  target.entries.set(keyText(key), { key, value });
}

/** A text that is the same for equal keys of a dictionary. */
export function keyText(key: Value): string {
  switch (key.kind) {
    case 'string':
      return `s${key.value}`;
    case 'integer':
    case 'float':
      return `n${key.value}`;
    case 'boolean':
      return `n${Number(key.value)}`;
    case 'tuple':
      return `t${key.items.map(keyText).join(',')}`;
    case 'library':
      return `l${key.path}`;
    default:
      return key.kind;
  }
}

/** The first part of a value that is not known, however deep in lists and dictionaries. */
export function firstUnknown(value: Value): UnknownValue | undefined {
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'list':
    case 'tuple':
      for (const item of value.items) {
        const found = firstUnknown(item);
        if (found !== undefined) return found;
      }
      return undefined;
    case 'dictionary':
      for (const entry of value.entries.values()) {
        const found = firstUnknown(entry.value);
        if (found !== undefined) return found;
      }
      return undefined;
    default:
      return undefined;
  }
}

/** Whether Python takes it for true; `undefined` where that is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'unknown':
    case 'array':
      return undefined;
    case 'none':
      return false;
    case 'boolean':
      return value.value;
    case 'integer':
    case 'float':
      return value.value !== 0;
    case 'string':
      return value.value !== '';
    case 'list':
    case 'tuple':
      return value.items.length > 0;
    case 'dictionary':
      return value.entries.size > 0;
    default:
      return true;
  }
}

/** Python's `==`; `undefined` where that is not known. */
export function equal(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  if (left.kind === 'array' || right.kind === 'array') return undefined;
  const [a, b] = [plain(left), plain(right)];
  if (a !== undefined && b !== undefined) return a === b;
  if (isSequence(left) && isSequence(right)) {
    if (left.kind !== right.kind || left.items.length !== right.items.length) return false;
    let all: boolean | undefined = true;
    for (const [index, item] of left.items.entries()) {
      const one = equal(item, right.items[index] ?? none);
      if (one === false) return false;
      if (one === undefined) all = undefined;
    }
    return all;
  }
  if (left.kind === 'library' && right.kind === 'library') return left.path === right.path;
  return left.kind === right.kind && left.kind === 'none' ? true : left === right;
}

function plain(value: Value): number | string | undefined {
  switch (value.kind) {
    case 'boolean':
      return Number(value.value);
    case 'integer':
    case 'float':
      return value.value;
    case 'string':
      return `"${value.value}`;
    default:
      return undefined;
  }
}

export function isSequence(value: Value): value is ListValue | TupleValue {
  return value.kind === 'list' || value.kind === 'tuple';
}

export function isNumber(value: Value | undefined): value is NumberValue {
  return value?.kind === 'integer' || value?.kind === 'float';
}

/** A number also where Python has a `bool`. */
export function numberOf(value: Value): NumberValue | undefined {
  if (value.kind === 'boolean') return integer(Number(value.value));
  return isNumber(value) ? value : undefined;
}
