import {
  dictionary,
  equal,
  integer,
  boolean,
  isNumber,
  list,
  none,
  setEntry,
  keyText,
  string,
  tuple,
  type DictionaryValue,
  type Given,
  type ListValue,
  type Value,
} from '../values.js';
import { display, ordering } from './operators.js';
import { LARGEST } from './run.js';
import { itemsOf } from './sequences.js';

/**
 * A method of Python's own texts, lists, tuples and dictionaries; `undefined` for one that we do not know, or where
 * its arguments are not known.
 */
export function callMethod(object: Value, name: string, given: Given): Value | undefined {
  switch (object.kind) {
    case 'string':
      return stringMethod(object.value, name, given);
    case 'list':
      return listMethod(object, name, given.positional, given.keywords);
    case 'dictionary':
      return dictionaryMethod(object, name, given);
    case 'tuple':
      return sequenceMethod(object.items, name, given.positional);
    default:
      return undefined;
  }
}

function stringMethod(text: string, name: string, { positional, keywords }: Given): Value | undefined {
  if (name === 'format') return format(text, positional, keywords);
  const words = positional.map((value) => (value.kind === 'string' ? value.value : undefined));
  const [first, second] = words;
  switch (name) {
    case 'lower':
      return string(text.toLowerCase());
    case 'upper':
      return string(text.toUpperCase());
    case 'capitalize':
      return string(text.charAt(0).toUpperCase() + text.slice(1).toLowerCase());
    case 'strip':
      return positional.length === 0 ? string(text.trim()) : undefined;
    case 'replace':
      return first === undefined || second === undefined ? undefined : string(text.replaceAll(first, second));
    case 'startswith':
      return first === undefined ? undefined : boolean(text.startsWith(first));
    case 'endswith':
      return first === undefined ? undefined : boolean(text.endsWith(first));
    case 'isdigit':
      return boolean(/^\d+$/.test(text));
    case 'split': {
      const parts = first === undefined ? text.trim().split(/\s+/) : text.split(first);
      return positional.length > 1 ? undefined : list(parts.map(string));
    }
    case 'join': {
      const items = positional[0] && itemsOf(positional[0]);
      if (!items?.every((item) => item.kind === 'string')) return undefined;
      return string(items.map((item) => item.value).join(text));
    }
    case 'zfill': {
      const [width] = positional;
      return width?.kind === 'integer'
        ? string(text.padStart(Math.min(width.value, LARGEST), '0'))
        : undefined;
    }
    default:
      return undefined;
  }
}

/** `'conv{}_{}'.format(1, 2)`. */
function format(
  text: string,
  positional: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): Value | undefined {
  let next = 0;
  const unknowns: string[] = [];
  const made = text.replace(/\{\{|\}\}|\{(\w*)(?::(0?)(\d+)d?)?\}/g, (whole, field, zero, width) => {
    if (whole === '{{' || whole === '}}') return whole.charAt(0);
    const value = /^\d+$/.test(field as string)
      ? positional[Number(field)]
      : field === ''
        ? positional[next++]
        : keywords.get(field as string);
    const shown = value === undefined ? undefined : display(value);
    if (shown === undefined) unknowns.push(whole);
    return (shown ?? '').padStart(Number(width ?? 0), zero === '0' ? '0' : ' ');
  });
  return unknowns.length === 0 && !/\{[^}]*[.!:[]/.test(made) ? string(made) : undefined;
}

function listMethod(
  target: ListValue,
  name: string,
  given: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): Value | undefined {
  const [first, second] = given;
  const { items } = target;
  switch (name) {
    case 'append':
      if (first !== undefined && items.length < LARGEST) items.push(first);
      return none;
    case 'extend': {
      const more = first && itemsOf(first);
      if (more === undefined || items.length + more.length > LARGEST) return undefined;
      items.push(...more);
      return none;
    }
    case 'insert':
      if (first?.kind !== 'integer' || second === undefined) return undefined;
      items.splice(first.value, 0, second);
      return none;
    case 'pop': {
      const at = first === undefined ? items.length - 1 : first.kind === 'integer' ? first.value : undefined;
      return at === undefined ? undefined : items.splice(at, 1)[0];
    }
    case 'reverse':
      items.reverse();
      return none;
    case 'sort': {
      const sorted = sortedItems(items, keywords);
      if (sorted === undefined) return undefined;
      items.splice(0, items.length, ...sorted);
      return none;
    }
    case 'copy':
      return list([...items]);
    case 'clear':
      items.length = 0;
      return none;
    default:
      return sequenceMethod(items, name, given);
  }
}

function sequenceMethod(
  items: readonly Value[],
  name: string,
  [wanted]: readonly Value[],
): Value | undefined {
  if (wanted === undefined) return undefined;
  const same = items.map((item) => equal(item, wanted));
  if (same.includes(undefined)) return undefined;
  if (name === 'index') return same.includes(true) ? integer(same.indexOf(true)) : undefined;
  return name === 'count' ? integer(same.filter(Boolean).length) : undefined;
}

function dictionaryMethod(
  target: DictionaryValue,
  name: string,
  { positional, keywords, rest }: Given,
): Value | undefined {
  const [first, second = none] = positional;
  const entries = [...target.entries.values()];
  switch (name) {
    case 'get':
    case 'setdefault':
    case 'pop': {
      if (first === undefined || first.kind === 'unknown') return undefined;
      const found = target.entries.get(keyText(first))?.value;
      if (name === 'pop') target.entries.delete(keyText(first));
      if (name === 'setdefault' && found === undefined) setEntry(target, first, second);
      return found ?? second;
    }
    case 'items':
      return list(entries.map(({ key, value }) => tuple([key, value])));
    case 'keys':
      return list(entries.map(({ key }) => key));
    case 'values':
      return list(entries.map(({ value }) => value));
    case 'copy':
      return dictionary(entries.map(({ key, value }) => [key, value] as const));
    case 'update': {
      if (rest !== undefined || (first !== undefined && first.kind !== 'dictionary')) return undefined;
      for (const { key, value } of first?.entries.values() ?? []) setEntry(target, key, value);
      for (const [key, value] of keywords) setEntry(target, string(key), value);
      return none;
    }
    default:
      return undefined;
  }
}

/** As Python's `sorted`; `undefined` where the items do not compare, or with a `key`. */
export function sortedItems(
  items: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): Value[] | undefined {
  if (keywords.has('key')) return undefined;
  if (!items.every((item) => isNumber(item)) && !items.every((item) => item.kind === 'string')) {
    return undefined;
  }
  const sorted = [...items].sort((left, right) => ordering(left, right) ?? 0);
  const reverse = keywords.get('reverse');
  return reverse?.kind === 'boolean' && reverse.value ? sorted.reverse() : sorted;
}
