import { display } from '../interpreter/operators.js';
import { callValue } from '../interpreter/call.js';
import type { Call } from '../interpreter/run.js';
import { itemsOf } from '../interpreter/sequences.js';
import { sentence } from '../sentences.js';
import {
  boolean,
  float,
  integer,
  list,
  none,
  numberOf,
  string,
  tuple,
  unknown,
  type Given,
  type MadeValue,
  type Value,
} from '../values.js';
import { made } from './library.js';
import { lastPart } from './plain.js';
import { sessionOf } from './session.js';

/** What scripts use of Python's own modules: paths, numbers, arguments of the command line. */
export function callModule(path: string, given: Given, at: Call): Value | undefined {
  const name = lastPart(path);
  const [first] = given.positional;
  if (/^(math|cmath)\./.test(path)) return mathematics(name, given.positional);
  switch (path) {
    case 'os.path.join': {
      const parts = given.positional.map(display);
      return parts.includes(undefined) ? undefined : string(joined(parts as string[]));
    }
    case 'os.path.dirname':
      return first?.kind === 'string' ? string(first.value.replace(/\/?[^/]*$/, '')) : undefined;
    case 'os.path.basename':
      return first?.kind === 'string' ? string(first.value.replace(/^.*\//, '')) : undefined;
    case 'os.path.abspath':
    case 'os.path.expanduser':
    case 'os.path.normpath':
    case 'pathlib.Path':
      return first;
    // Paths are told from the folder of the script.
    case 'os.getcwd':
      return string('');
    case 'os.makedirs':
    case 'os.mkdir':
      return none;
    case 'functools.partial': {
      const [callee, ...positional] = given.positional;
      return callee && { kind: 'partial', callee, given: { ...given, positional } };
    }
    case 'functools.reduce': {
      const [callee, items, start] = given.positional;
      const values = items && itemsOf(items);
      if (callee === undefined || values === undefined) return undefined;
      const all = start === undefined ? values : [start, ...values];
      return all
        .slice(1)
        .reduce<Value | undefined>(
          (sum, item) => sum && callValue(callee, { positional: [sum, item], keywords: new Map() }, at),
          all[0],
        );
    }
    case 'copy.copy':
    case 'copy.deepcopy':
      return first;
    case 'collections.OrderedDict':
      return callValue({ kind: 'builtin', name: 'dict' }, given, at);
    case 'itertools.product':
      return undefined;
    case 'argparse.ArgumentParser':
    case 'types.SimpleNamespace':
    case 'argparse.Namespace':
      return made(path, given, at);
  }
  if (/^(absl\.flags|tensorflow(\.compat\.v1)?\.app\.flags|tensorflow\.flags)\.DEFINE_/.test(path)) {
    const [flag, value] = given.positional;
    if (flag?.kind === 'string') flagsOf(at).set(flag.value, value ?? given.keywords.get('default') ?? none);
    return none;
  }
  return undefined;
}

/** `object.name` of what a library made: `args.batch_size`. */
export function madeAttribute(object: MadeValue, name: string, at: Call): Value {
  if (/\.(SimpleNamespace|Namespace)$/.test(object.path)) {
    const known = object.notes.get(name) ?? object.given.keywords.get(name);
    return known ?? unknown(at.span, sentence('no-attribute', { object: at.text, name }));
  }
  if (name === 'learning_rate' || name === 'lr') {
    return (
      object.given.keywords.get('learning_rate') ??
      object.given.keywords.get('lr') ?? { kind: 'method', object, name }
    );
  }
  return { kind: 'method', object, name };
}

/** `object.name(…)` of what a library made: `parser.add_argument(…)`, `datagen.flow(…)`. */
export function madeMethod(object: MadeValue, name: string, given: Given, at: Call): Value | undefined {
  if (object.path.endsWith('.ArgumentParser')) return parserMethod(object, name, given, at);
  if (object.path.endsWith('.ImageDataGenerator')) {
    if (name === 'fit') return none;
    if (/^flow/.test(name)) {
      return {
        ...made(`keras.preprocessing.image.${name}`, given, at),
        notes: new Map([['generator', object]]),
      };
    }
  }
  if (object.path.endsWith('.StandardScaler')) return undefined;
  return undefined;
}

function parserMethod(parser: MadeValue, name: string, given: Given, at: Call): Value | undefined {
  if (name === 'add_argument') {
    const names = given.positional.flatMap((value) => (value.kind === 'string' ? [value.value] : []));
    const long = names.find((one) => one.startsWith('--')) ?? names[0] ?? '';
    const dest = given.keywords.get('dest');
    const key = dest?.kind === 'string' ? dest.value : long.replace(/^-+/, '').replace(/-/g, '_');
    const action = given.keywords.get('action');
    const stored =
      action?.kind === 'string' ? { store_true: false, store_false: true }[action.value] : undefined;
    const given_ = given.keywords.get('default');
    const isRequired = !long.startsWith('-') || given.keywords.get('required')?.kind === 'boolean';
    parser.notes.set(
      key,
      given_ ??
        (stored !== undefined
          ? boolean(stored)
          : isRequired
            ? unknown(at.span, sentence('command-line', { name: long }))
            : none),
    );
    return none;
  }
  if (name === 'parse_args' || name === 'parse_known_args') {
    const space: MadeValue = { ...made('argparse.Namespace', given, at), notes: new Map(parser.notes) };
    return name === 'parse_args' ? space : tuple([space, list([])]);
  }
  if (name === 'set_defaults') {
    for (const [key, value] of given.keywords) parser.notes.set(key, value);
    return none;
  }
  return /^(add_argument_group|add_mutually_exclusive_group)$/.test(name) ? parser : none;
}

function flagsOf(at: Call): Map<string, Value> {
  const session = sessionOf(at);
  session.flags ??= new Map();
  return session.flags;
}

const functions: Readonly<Record<string, (value: number, other: number) => number>> = {
  sqrt: Math.sqrt,
  log2: Math.log2,
  log10: Math.log10,
  exp: Math.exp,
  pow: Math.pow,
  fabs: Math.abs,
};

function mathematics(name: string, given: readonly Value[]): Value | undefined {
  const [first, second] = given.map(numberOf);
  if (first === undefined) return undefined;
  if (name === 'ceil') return integer(Math.ceil(first.value));
  if (name === 'floor' || name === 'trunc')
    return integer(name === 'floor' ? Math.floor(first.value) : Math.trunc(first.value));
  if (name === 'log')
    return float(Math.log(first.value) / (second === undefined ? 1 : Math.log(second.value)));
  const made = functions[name]?.(first.value, second?.value ?? 0);
  return made === undefined || !Number.isFinite(made) ? undefined : float(made);
}

function joined(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .reduce(
      (path, part) => (part.startsWith('/') || path === '' ? part : `${path.replace(/\/$/, '')}/${part}`),
      '',
    );
}
