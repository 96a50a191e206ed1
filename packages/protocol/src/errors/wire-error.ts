import * as z from 'zod';
import { catalogue, type ErrorCode } from './catalogue.js';

const errorArgs = z.record(z.string(), z.union([z.string(), z.number()]));
export type ErrorArgs = z.infer<typeof errorArgs>;

/** An error as it crosses a border or stands in a log: a code and its arguments, no sentence, no stack. */
export const wireError = z.object({
  code: z.enum(Object.keys(catalogue) as [ErrorCode, ...ErrorCode[]]),
  args: errorArgs.default({}),
});
export type WireError = z.infer<typeof wireError>;
