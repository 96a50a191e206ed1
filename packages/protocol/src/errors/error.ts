import type { ErrorCode } from './catalogue.js';
import { render } from './render.js';
import type { ErrorArgs, WireError } from './wire-error.js';

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
