import type { Argument, Expression } from '../python/syntax.js';
import { sentence } from '../sentences.js';
import {
  boolean,
  dictionary,
  float,
  integer,
  keyText,
  library,
  list,
  none,
  setEntry,
  string,
  truth,
  tuple,
  unknown,
  type Given,
  type Scope,
  type UnknownValue,
  type Value,
} from '../values.js';
import { assign } from './assign.js';
import { attributeOf } from './attributes.js';
import { isBuiltin } from './builtins.js';
import { callValue, spread } from './call.js';
import { comprehension } from './comprehension.js';
import { canonical, wildcardModules } from './imports.js';
import { binary, compare, display, unary } from './operators.js';
import { lookUp, notKnown, step, textOf, type Run } from './run.js';
import { itemAt, itemsOf } from './sequences.js';

/** What an expression gives; `unknown`, with the reason, where that cannot be told without running the script. */
export function evaluate(expression: Expression, scope: Scope, run: Run): Value {
  step(run);
  const of = (inner: Expression) => evaluate(inner, scope, run);
  const at = { run, span: expression.span, text: '' };
  switch (expression.type) {
    case 'name':
      return nameValue(expression, scope, run);
    case 'integer':
      return Number.isSafeInteger(expression.value)
        ? integer(expression.value)
        : notKnown(expression, sentence('not-computed', { text: textOf(expression) }));
    case 'float':
      return float(expression.value);
    case 'string':
      return string(expression.value);
    case 'constant':
      if (expression.value === '...') return { kind: 'ellipsis' };
      return expression.value === null ? none : boolean(expression.value);
    case 'formatted':
      return formatted(expression, of);
    case 'list':
    case 'set':
      return list(itemsIn(expression.items, of));
    case 'tuple':
      return tuple(itemsIn(expression.items, of));
    case 'dictionary':
      return dictionaryOf(expression, of);
    case 'comprehension':
      return comprehension(expression, scope, run);
    case 'attribute':
      return attributeOf(of(expression.object), expression.name, { ...at, text: textOf(expression.object) });
    case 'subscript': {
      const object = of(expression.object);
      return subscript(object, expression.indices.map(of), { ...at, text: textOf(expression) });
    }
    case 'slice':
      return {
        kind: 'slice',
        from: expression.from ? of(expression.from) : none,
        to: expression.to ? of(expression.to) : none,
        step: expression.step ? of(expression.step) : none,
      };
    case 'call': {
      const callee = of(expression.callee);
      const given = givenTo(expression.arguments, of);
      return callValue(callee, given, { ...at, text: textOf(expression) });
    }
    case 'unary':
      return unary(expression.operator, of(expression.operand), { ...at, text: textOf(expression) });
    case 'binary': {
      const left = of(expression.left);
      return binary(expression.operator, left, of(expression.right), { ...at, text: textOf(expression) });
    }
    case 'boolean': {
      const left = of(expression.left);
      const known = truth(left);
      if (known === undefined) return left.kind === 'unknown' ? left : uncertain(expression);
      return known === (expression.operator === 'and') ? of(expression.right) : left;
    }
    case 'comparison':
      return comparison(expression, of);
    case 'conditional': {
      const condition = of(expression.condition);
      const known = truth(condition);
      if (known === undefined) return condition.kind === 'unknown' ? condition : uncertain(expression);
      return of(known ? expression.then : expression.otherwise);
    }
    case 'lambda': {
      const defaults = new Map(
        expression.parameters.flatMap(({ name, default: value }) =>
          value ? [[name, of(value)] as const] : [],
        ),
      );
      const { parameters, body, span } = expression;
      return { kind: 'function', name: 'lambda', span, parameters, defaults, body, scope };
    }
    case 'starred':
      return of(expression.value);
    case 'assignment': {
      const value = of(expression.value);
      assign(expression.target, value, { scope, run });
      return value;
    }
    case 'unreadable':
      return notKnown(expression, sentence('not-computed', { text: expression.text }));
  }
}

/** `object[index]`. */
export function subscript(
  object: Value,
  indices: readonly Value[],
  at: { run: Run; span: Expression['span']; text: string },
): Value {
  if (object.kind === 'unknown') return object;
  const [index] = indices;
  const cause = indices.find((value) => value.kind === 'unknown');
  if (object.kind === 'dictionary' && index !== undefined && cause === undefined) {
    const key = indices.length === 1 ? index : tuple(indices);
    const found = object.entries.get(keyText(key));
    if (found !== undefined) return found.value;
    return unknown(at.span, sentence('no-item', { text: at.text }));
  }
  const found =
    at.run.library.subscript(object, indices, at) ??
    (index !== undefined && indices.length === 1 ? itemAt(object, index) : undefined);
  return found ?? cause ?? unknown(at.span, sentence('no-item', { text: at.text }));
}

/** The arguments of a call, evaluated in order. */
function givenTo(args: readonly Argument[], of: (expression: Expression) => Value): Given {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  let rest: UnknownValue | undefined;
  for (const argument of args) {
    const value = of(argument.value);
    if (argument.kind === 'positional') positional.push(value);
    else if (argument.kind === 'keyword') keywords.set(argument.name ?? '', value);
    else {
      const left = spread(positional, keywords, { value, isDictionary: argument.kind === 'dictionary' });
      if (left !== undefined) {
        rest =
          left.kind === 'unknown'
            ? left
            : unknown(argument.value.span, sentence('not-computed', { text: textOf(argument.value) }));
      }
    }
  }
  return { positional, keywords, ...(rest === undefined ? {} : { rest }) };
}

function nameValue(expression: Expression & { type: 'name' }, scope: Scope, run: Run): Value {
  const { name } = expression;
  const found = lookUp(scope, name);
  if (found !== undefined) return found;
  if (isBuiltin(name)) return { kind: 'builtin', name };
  if (name === '__name__') return string('__main__');
  const module = wildcardModules(scope).find((one) => run.library.provides(one, name));
  if (module !== undefined) return library(canonical(`${module}.${name}`));
  return notKnown(expression, sentence('undefined-name', { name }));
}

function formatted(expression: Expression & { type: 'formatted' }, of: (inner: Expression) => Value): Value {
  let text = '';
  for (const part of expression.parts) {
    const value = typeof part === 'string' ? string(part) : of(part);
    const shown = display(value);
    if (shown === undefined) return value.kind === 'unknown' ? value : uncertain(expression);
    text += shown;
  }
  return string(text);
}

function itemsIn(items: readonly Expression[], of: (inner: Expression) => Value): Value[] {
  return items.flatMap((item) => {
    const value = of(item);
    if (item.type !== 'starred') return [value];
    return itemsOf(value) ?? [value];
  });
}

function dictionaryOf(
  expression: Expression & { type: 'dictionary' },
  of: (inner: Expression) => Value,
): Value {
  const made = dictionary([]);
  for (const { key, value } of expression.entries) {
    const item = of(value);
    if (key !== null) setEntry(made, of(key), item);
    else if (item.kind === 'dictionary') {
      for (const [text, entry] of item.entries) made.entries.set(text, entry);
    } else return item;
  }
  return made;
}

function comparison(
  expression: Expression & { type: 'comparison' },
  of: (inner: Expression) => Value,
): Value {
  const values = expression.operands.map(of);
  let isKnown = true;
  for (const [index, operator] of expression.operators.entries()) {
    const [left, right] = [values[index], values[index + 1]];
    const answer = left && right && compare(operator, left, right);
    if (answer === false) return boolean(false);
    if (answer === undefined) isKnown = false;
  }
  return isKnown
    ? boolean(true)
    : (values.find((value) => value.kind === 'unknown') ?? uncertain(expression));
}

/** Why an expression's value cannot be told. */
export function uncertain(expression: Expression): UnknownValue {
  return notKnown(expression, sentence('not-computed', { text: textOf(expression) }));
}
