import type { z } from 'zod';
import { ModelError } from './error.js';

/**
 * Reads a value from outside with a schema.
 * @throws ModelError that names the field, what was expected there and what was found.
 */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path ?? [];
  const found = path.reduce<unknown>(step, value);
  throw new ModelError('invalid-config', `${fieldName(path)} is ${shown(found)}, ${issue?.message ?? ''}`, {
    cause: result.error,
  });
}

/** The field an issue is about: `kernel_size` for the path `['kernel_size', 0]`. */
function fieldName(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the configuration' : `“${path.map(String).join('.')}”`;
}

function step(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** A value as a sentence can carry it: short, whatever came. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.length > 4 ? 'a list' : `[${value.map(shown).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
