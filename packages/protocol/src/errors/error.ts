import * as z from 'zod';
import { catalogue, type ErrorCode } from './catalogue.js';
import { render } from './render.js';

const errorArgs = z.record(z.string(), z.union([z.string(), z.number()]));
export type ErrorArgs = z.infer<typeof errorArgs>;

/** An error as it crosses a border or stands in a log: a code and its arguments, no sentence, no stack. */
export const wireError = z.object({
  code: z.enum(Object.keys(catalogue) as [ErrorCode, ...ErrorCode[]]),
  args: errorArgs.default({}),
});
export type WireError = z.infer<typeof wireError>;

/** The one error that we throw on purpose. Its message is the English sentence. */
export class ConvScopeError extends Error {
  override readonly name = 'ConvScopeError';

  constructor(
    readonly code: ErrorCode,
    readonly args: ErrorArgs = {},
    options?: ErrorOptions,
  ) {
    super(render({ code, args }, 'en'), options);
  }

  toWire(): WireError {
    return { code: this.code, args: this.args };
  }
}

/** Anything that was thrown, as it crosses a border. What we did not foresee keeps its message as an argument. */
export function toWireError(error: unknown): WireError {
  if (error instanceof ConvScopeError) return error.toWire();
  return { code: 'internal', args: { reason: error instanceof Error ? error.message : String(error) } };
}
