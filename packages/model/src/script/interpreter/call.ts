import type { Parameter } from '../python/syntax.js';
import { sentence } from '../sentences.js';
import {
  dictionary,
  list,
  none,
  string,
  tuple,
  unknown,
  type ClassValue,
  type FunctionValue,
  type Given,
  type InstanceValue,
  type Value,
} from '../values.js';
import { memberOf } from './attributes.js';
import { callBuiltin } from './builtins.js';
import { evaluate } from './evaluate.js';
import { execute } from './execute.js';
import { callMethod } from './methods.js';
import { DEEPEST_CALL, newScope, step, type Call } from './run.js';

/** `callee(…)`. */
export function callValue(callee: Value, given: Given, at: Call): Value {
  step(at.run);
  switch (callee.kind) {
    case 'unknown':
      return callee;
    case 'library':
      return at.run.library.call(callee.path, given, at);
    case 'builtin':
      return callBuiltin(callee.name, given, at);
    case 'method':
      return callBoundMethod(callee, given, at);
    case 'partial':
      return callValue(
        callee.callee,
        {
          positional: [...callee.given.positional, ...given.positional],
          keywords: new Map([...callee.given.keywords, ...given.keywords]),
          ...((given.rest ?? callee.given.rest) && { rest: given.rest ?? callee.given.rest! }),
        },
        at,
      );
    case 'function':
      return callFunction(callee, given, at);
    case 'class':
      return instantiate(callee, given, at);
    case 'instance': {
      const member = memberOf(callee.of, '__call__') ?? memberOf(callee.of, 'call');
      if (member?.kind === 'function') return callFunction({ ...member, self: callee }, given, at);
      return notCalled(at);
    }
    default:
      return at.run.library.callObject(callee, given, at) ?? notCalled(at);
  }
}

function callBoundMethod(callee: Value & { kind: 'method' }, given: Given, at: Call): Value {
  const { object, name } = callee;
  const value = callMethod(object, name, given) ?? at.run.library.method(object, name, given, at);
  if (value !== undefined) return value;
  const cause = given.rest ?? given.positional.find((argument) => argument.kind === 'unknown');
  return cause ?? notCalled(at);
}

/** Runs a function of the script's with what it is given. */
function callFunction(callee: FunctionValue, given: Given, at: Call): Value {
  const { run } = at;
  run.called.add(callee.body);
  if (run.depth >= DEEPEST_CALL) return unknown(at.span, sentence('too-deep', { name: callee.name }));
  const scope = newScope(callee.scope);
  bind(callee, given, { names: scope.names, at });
  run.depth += 1;
  try {
    if (!isBlock(callee.body)) return evaluate(callee.body, scope, run);
    const end = execute(callee.body, scope, run);
    return end?.kind === 'return' ? end.value : none;
  } finally {
    run.depth -= 1;
  }
}

function isBlock(body: FunctionValue['body']): body is Extract<FunctionValue['body'], readonly unknown[]> {
  return Array.isArray(body);
}

/** Puts the arguments in their places, Python's way. */
function bind(
  callee: FunctionValue,
  given: Given,
  { names, at }: { names: Map<string, Value>; at: Call },
): void {
  const positional = callee.self === undefined ? [...given.positional] : [callee.self, ...given.positional];
  const keywords = new Map(given.keywords);
  let isKeywordOnly = false;
  for (const parameter of callee.parameters) {
    if (parameter.kind === 'keyword-only-marker') isKeywordOnly = true;
    else if (parameter.kind === 'list') {
      names.set(parameter.name, tuple(positional.splice(0)));
      isKeywordOnly = true;
    } else if (parameter.kind === 'dictionary') {
      const rest = [...keywords].map(([name, value]) => [string(name), value] as const);
      names.set(parameter.name, given.rest ?? dictionary(rest));
    } else names.set(parameter.name, argument(parameter, isKeywordOnly ? [] : positional));
  }

  function argument({ name }: Parameter, places: Value[]): Value {
    const value = places.shift() ?? keywords.get(name);
    keywords.delete(name);
    if (value !== undefined) return value;
    if (given.rest !== undefined) return given.rest;
    return (
      callee.defaults.get(name) ??
      unknown(at.span, sentence('argument-missing', { name, function: callee.name }))
    );
  }
}

function instantiate(made: ClassValue, given: Given, at: Call): Value {
  const base = libraryBase(made);
  if (base !== undefined) {
    const value = at.run.library.subclass(made, base, given, at);
    if (value !== undefined) return value;
  }
  const instance: InstanceValue = { kind: 'instance', of: made, members: new Map() };
  const start = memberOf(made, '__init__');
  if (start?.kind === 'function') callFunction({ ...start, self: instance }, given, at);
  else {
    // As a dataclass has them.
    const fields = [...made.members].filter(([, value]) => value.kind !== 'function');
    for (const [index, [name]] of fields.entries()) {
      const value = given.positional[index] ?? given.keywords.get(name);
      if (value !== undefined) instance.members.set(name, value);
    }
  }
  return instance;
}

/** The class of a library that a class of the script's stands on. */
function libraryBase({ bases }: ClassValue): string | undefined {
  for (const base of bases) {
    const found = base.kind === 'library' ? base.path : base.kind === 'class' ? libraryBase(base) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What `*args` and `**kwargs` bring into a call. */
export function spread(
  positional: Value[],
  keywords: Map<string, Value>,
  { value, isDictionary }: { value: Value; isDictionary: boolean },
): Value | undefined {
  if (isDictionary) {
    if (value.kind !== 'dictionary') return value;
    for (const { key, value: item } of value.entries.values()) {
      if (key.kind !== 'string') return key;
      keywords.set(key.value, item);
    }
    return undefined;
  }
  if (value.kind !== 'list' && value.kind !== 'tuple') return value;
  positional.push(...list([...value.items]).items);
  return undefined;
}

function notCalled(at: Call): Value {
  return unknown(at.span, sentence('not-computed', { text: at.text }));
}
