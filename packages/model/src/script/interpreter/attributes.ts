import { sentence } from '../sentences.js';
import { library, string, unknown, type ClassValue, type Value } from '../values.js';
import { callValue } from './call.js';
import { canonical } from './imports.js';
import type { Call } from './run.js';

const methods: Readonly<Partial<Record<Value['kind'], RegExp>>> = {
  string: /^(format|lower|upper|capitalize|strip|replace|startswith|endswith|isdigit|split|join|zfill)$/,
  list: /^(append|extend|insert|pop|reverse|sort|copy|clear|index|count)$/,
  tuple: /^(index|count)$/,
  dictionary: /^(get|setdefault|pop|items|keys|values|copy|update)$/,
};

/** `object.name`. */
export function attributeOf(object: Value, name: string, at: Call): Value {
  switch (object.kind) {
    case 'unknown':
      return object;
    case 'library': {
      const path = canonical(`${object.path}.${name}`);
      return at.run.library.constant(path) ?? library(path);
    }
    case 'class': {
      if (name === '__name__') return string(object.name);
      return memberOf(object, name) ?? library(`${object.name}.${name}`);
    }
    case 'instance': {
      const own = object.members.get(name);
      if (own !== undefined) return own;
      if (name === '__dict__') return { kind: 'builtin', name: 'vars' };
      const member = memberOf(object.of, name);
      if (member?.kind !== 'function') return member ?? notThere(object.of.name, name, at);
      const bound: Value = { ...member, self: object };
      return member.isProperty ? callValue(bound, { positional: [], keywords: new Map() }, at) : bound;
    }
    case 'function':
      return name === '__name__' ? string(object.name) : notThere(object.name, name, at);
    default: {
      if (methods[object.kind]?.test(name)) return { kind: 'method', object, name };
      return at.run.library.attribute(object, name, at) ?? notThere(at.text, name, at);
    }
  }
}

/** A member of a class of the script's, or of one that it stands on. */
export function memberOf({ members, bases }: ClassValue, name: string): Value | undefined {
  const own = members.get(name);
  if (own !== undefined) return own;
  for (const base of bases) {
    const found = base.kind === 'class' ? memberOf(base, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function notThere(object: string, name: string, at: Call): Value {
  return unknown(at.span, sentence('no-attribute', { object, name }));
}
