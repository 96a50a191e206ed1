import type { Language, Text } from '../lesson.js';
import { containers } from './containers.js';
import { bounds, expectations, fields } from './fields.js';
import { files } from './files.js';
import { networks } from './networks.js';

/** Every clause by its code: what a {@link ModelError} can say, and the places that it names. */
export const clauses = { ...networks, ...fields, ...expectations, ...bounds, ...files, ...containers };

export type ClauseCode = keyof typeof clauses;

/**
 * A part of a sentence as data, with other clauses in it: front ends say it in their language. It may have crossed
 * a wire, from a version that knows other codes.
 */
export interface Clause {
  code: string;
  values: Readonly<Record<string, string | number | Clause>>;
}

/** The names in braces of a text: `'name' | 'shape'`. */
type ArgumentNames<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ArgumentNames<Rest>
  : never;
type Values<Code extends ClauseCode> = Record<
  ArgumentNames<(typeof clauses)[Code]['en']>,
  string | number | Clause
>;

/** A clause of the catalogue with exactly the arguments that its text takes. */
export function clause<Code extends ClauseCode>(
  code: Code,
  ...[values]: [ArgumentNames<(typeof clauses)[Code]['en']>] extends [never] ? [] : [Values<Code>]
): Clause {
  return { code, values: values ?? {} };
}

/** The clause in a language, without a full stop; of a code that this version does not know, the code. */
export function clauseText({ code, values }: Clause, language: Language): string {
  const known: Partial<Record<string, Text>> = clauses;
  const text = Object.hasOwn(clauses, code) ? known[code]?.[language] : undefined;
  return (text ?? code).replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(values, name)) return whole;
    const value = values[name] ?? '';
    return typeof value === 'object' ? clauseText(value, language) : String(value);
  });
}
