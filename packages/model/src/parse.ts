import type { z } from 'zod';
import { ModelError } from './error.js';
import { expectations, type ExpectationCode } from './problems/fields.js';
import { clause, type Clause } from './problems/clause.js';

/**
 * A schema's message: what a field was expected to be, as a clause's code.
 * {@link parse} makes the clause of it.
 */
export function expects(code: ExpectationCode): string {
  return code;
}

/**
 * Reads a value from outside with a schema.
 * @throws ModelError that names the field, what was expected there and what was found.
 */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ModelError('invalid-config', misfit(value, result.error), { cause: result.error });
}

/** What of a value did not fit a schema: the field, what was found there and what was expected. */
export function misfit(value: unknown, { issues: [issue] }: z.ZodError): Clause {
  const path = issue?.path ?? [];
  const found = shown(path.reduce<unknown>(step, value));
  return clause('field-wrong', { field: fieldName(path), found, expected: expectation(issue) });
}

/** What a schema expected: in our words where it has them, else from what kind of issue it is. */
function expectation(issue: z.core.$ZodIssue | undefined): Clause {
  if (issue !== undefined && isExpectation(issue.message)) return clause(issue.message);
  switch (issue?.code) {
    case 'invalid_type':
      return clause(ofTypes[issue.expected] ?? 'expected-otherwise');
    case 'too_small': {
      const least = Number(issue.minimum);
      return clause(issue.inclusive === false ? 'expected-more-than' : 'expected-at-least', { least });
    }
    case 'too_big': {
      const most = Number(issue.maximum);
      return clause(issue.inclusive === false ? 'expected-less-than' : 'expected-at-most', { most });
    }
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return oneOf('options' in issue ? (issue.options ?? []) : []);
    default:
      return clause('expected-otherwise');
  }
}

function oneOf(values: readonly unknown[]): Clause {
  if (values.length === 0) return clause('expected-otherwise');
  if (values.length === 1) return clause('expected-exactly', { value: String(values[0]) });
  return clause('expected-one-of', { values: values.map(String).join(', ') });
}

function isExpectation(message: string): message is ExpectationCode {
  return Object.hasOwn(expectations, message);
}

const ofTypes: Partial<Record<string, ExpectationCode>> = {
  string: 'expected-text',
  number: 'expected-number',
  int: 'expected-whole-number',
  boolean: 'expected-flag',
  array: 'expected-list',
  tuple: 'expected-list',
  object: 'expected-object',
  record: 'expected-object',
};

/** The field an issue is about: `kernel_size` for the path `['kernel_size', 0]`. */
function fieldName(path: readonly PropertyKey[]): Clause {
  return path.length === 0
    ? clause('the-configuration')
    : clause('field', { name: path.map(String).join('.') });
}

function step(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** A value as a sentence can carry it: short, whatever came. */
function shown(value: unknown): string | Clause {
  if (value === undefined) return clause('missing');
  return plain(value) ?? clause(Array.isArray(value) ? 'a-list' : 'an-object');
}

/** A plain value, or a short list of such; nothing of a longer list or an object. */
function plain(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const items = value.slice(0, 5).map(plain);
    return items.length > 4 || items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
  }
  if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
