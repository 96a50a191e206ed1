import type { Clause } from '@convscope/model';
import * as z from 'zod';
import { catalogue, type ErrorCode } from './catalogue.js';

/** A part of a sentence as package `model` has it, with other parts in it. */
const clause: z.ZodType<Clause> = z.lazy(() =>
  z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number(), clause])) }),
);

const errorArgs = z.record(z.string(), z.union([z.string(), z.number(), clause]));
export type ErrorArgs = z.infer<typeof errorArgs>;

/** An error as it crosses a border or stands in a log: a code and its arguments, no sentence, no stack. */
export const wireError = z.object({
  code: z.enum(Object.keys(catalogue) as [ErrorCode, ...ErrorCode[]]),
  args: errorArgs.default({}),
});
export type WireError = z.infer<typeof wireError>;
