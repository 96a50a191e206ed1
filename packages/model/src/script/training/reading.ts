import type { Session } from '../keras/session.js';
import type { Span } from '../python/syntax.js';
import { sentence, type Sentence } from '../sentences.js';
import type { Given, Value } from '../values.js';

/** What reading a training needs: what the script asked for, and where to tell of what was not understood. */
export interface Reading {
  session: Session;
  report(span: Span, problem: Sentence): void;
}

/** Named arguments of a call, by today's names. */
export type Arguments = ReadonlyMap<string, Value>;

/** The arguments by name, those without one in this order; `older` names become today's. */
export function argumentsOf(
  given: Given,
  order: readonly string[],
  older: Readonly<Record<string, string>> = {},
): Map<string, Value> {
  const named = new Map<string, Value>();
  for (const [index, value] of given.positional.entries()) {
    const name = order[index];
    if (name !== undefined) named.set(name, value);
  }
  for (const [name, value] of given.keywords) named.set(older[name] ?? name, value);
  return named;
}

/** A number among the arguments; `null` where it is not known, which is told; `otherwise` where it is not given. */
export function numberArgument<Otherwise>(
  args: Arguments,
  name: string,
  otherwise: Otherwise,
  { reading, span, of }: { reading: Reading; span: Span; of: string },
): number | null | Otherwise {
  const value = args.get(name);
  if (value === undefined || value.kind === 'none') return otherwise;
  if (value.kind === 'integer' || value.kind === 'float') return value.value;
  const reason = value.kind === 'unknown' ? value.reason : sentence('not-plain');
  reading.report(span, sentence('argument-unknown', { name, layer: of, reason }));
  return null;
}

/** `min_delta` → `minDelta`. */
export function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());
}
