import type { Clause } from '@convscope/model';
import * as z from 'zod';
import { catalogue, type ErrorCode } from './catalogue.js';

/** Each model that stands in a model names one place more; far fewer levels than would fill the stack. */
const DEEPEST = 32;

const plain = z.union([z.string(), z.number()]);

/** A part of a sentence as package `model` has it, with other parts in it. */
function clause(depth: number): z.ZodType<Clause> {
  const value = depth === DEEPEST ? plain : z.union([plain, clause(depth + 1)]);
  return z.object({ code: z.string(), values: z.record(z.string(), value) });
}

const errorArgs = z.record(z.string(), z.union([plain, clause(1)]));
export type ErrorArgs = z.infer<typeof errorArgs>;

/** An error as it crosses a border or stands in a log: a code and its arguments, no sentence, no stack. */
export const wireError = z.object({
  code: z.enum(Object.keys(catalogue) as [ErrorCode, ...ErrorCode[]]),
  args: errorArgs.default({}),
});
export type WireError = z.infer<typeof wireError>;
