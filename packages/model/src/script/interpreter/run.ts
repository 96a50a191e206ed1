import type { Expression, Span } from '../python/syntax.js';
import type { Sentence } from '../sentences.js';
import {
  unknown,
  type ClassValue,
  type Given,
  type Scope,
  type UnknownValue,
  type Value,
} from '../values.js';

/** How much a script may keep us busy: many times what building a network takes. */
const MOST_STEPS = 250_000;
/** Of those, how many one loop may take: data is gone through in loops, networks are not. */
export const MOST_LOOP_STEPS = 20_000;
/** How deep functions of the script may call each other. */
export const DEEPEST_CALL = 40;
/** How long lists and texts may grow. */
export const LARGEST = 10_000;

/** What a library's names mean; given to the interpreter, which knows Python alone. */
export interface Library {
  /** `path(…)`: a layer, an optimizer, what `load_data` gives. */
  call(path: string, given: Given, at: Call): Value;
  /** `path` itself, where it stands for a plain value: `math.pi`. */
  constant(path: string): Value | undefined;
  /** Whether `from module import *` brings this name. */
  provides(module: string, name: string): boolean;
  /** `object.name`, of something of the library's. */
  attribute(object: Value, name: string, at: Call): Value | undefined;
  setAttribute(object: Value, name: string, value: Value, at: Call): void;
  /** `object.name(…)`. */
  method(object: Value, name: string, given: Given, at: Call): Value | undefined;
  /** `object(…)`: a layer on a tensor. */
  callObject(object: Value, given: Given, at: Call): Value | undefined;
  subscript(object: Value, indices: readonly Value[], at: Call): Value | undefined;
  binary(operator: string, left: Value, right: Value, at: Call): Value | undefined;
  /** A new object of a class of the script's that stands on one of the library's. */
  subclass(made: ClassValue, base: string, given: Given, at: Call): Value | undefined;
}

/** Where and in which reading something happens. */
export interface Call {
  run: Run;
  span: Span;
  /** The names of the arguments, for sentences. */
  text: string;
}

/** One reading of one script. */
export interface Run {
  library: Library;
  globals: Scope;
  steps: number;
  depth: number;
  /** Functions of the script that something called, by their place. */
  called: Set<object>;
  /** Tells of something that was not understood, once per place. */
  report(span: Span, problem: Sentence): void;
  /** The library's own memory of this reading. */
  session: unknown;
}

/** Ends a reading that takes too long; caught where the reading began. */
export class TooLong extends Error {}

/** Counts a step. @throws TooLong */
export function step(run: Run): void {
  run.steps += 1;
  if (run.steps > MOST_STEPS) throw new TooLong();
}

export function newScope(parent: Scope | null): Scope {
  return { names: new Map(), parent, outer: new Set() };
}

export function lookUp(scope: Scope, name: string): Value | undefined {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const found = at.outer.has(name) ? undefined : at.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function assignName(scope: Scope, name: string, value: Value): void {
  if (!scope.outer.has(name) || scope.parent === null) scope.names.set(name, value);
  else {
    let at = scope.parent;
    while (at.parent !== null && !at.names.has(name)) at = at.parent;
    at.names.set(name, value);
  }
}

/** What an expression gives that is outside of what can be known. */
export function notKnown(expression: Expression, problem: Sentence): UnknownValue {
  return unknown(expression.span, problem);
}

/** An expression as a sentence can carry it: `os.path.exists(…)`. */
export function textOf(expression: Expression): string {
  switch (expression.type) {
    case 'name':
      return expression.name;
    case 'integer':
    case 'float':
      return String(expression.value);
    case 'string':
      return JSON.stringify(expression.value).slice(0, 40);
    case 'constant':
      return expression.value === null ? 'None' : expression.value ? 'True' : 'False';
    case 'attribute':
      return `${textOf(expression.object)}.${expression.name}`;
    case 'subscript':
      return `${textOf(expression.object)}[${expression.indices.map(textOf).join(', ')}]`;
    case 'call':
      return `${textOf(expression.callee)}(${expression.arguments.length > 0 ? '…' : ''})`;
    case 'unary':
      return `${expression.operator}${expression.operator === 'not' ? ' ' : ''}${textOf(expression.operand)}`;
    case 'binary':
    case 'boolean':
      return `${textOf(expression.left)} ${expression.operator} ${textOf(expression.right)}`;
    case 'comparison':
      return expression.operands
        .map((operand, index) => `${textOf(operand)} ${expression.operators[index] ?? ''}`.trim())
        .join(' ');
    case 'unreadable':
      return expression.text;
    default:
      return '…';
  }
}
