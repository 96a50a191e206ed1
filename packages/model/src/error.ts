/**
 * What stands in the way of reading a network:
 * - `invalid-config`: the configuration does not say what it must (a field is missing, or of a wrong type);
 * - `unsupported`: it is Keras's, but not one that ConvScope knows (a class, a data format);
 * - `shape-mismatch`: each layer is in order, but they do not fit together;
 * - `damaged-file`: a model file is cut off, contradicts itself, or lacks what belongs into it;
 * - `dangerous`: a model file asks for code to be run, or for files beside it.
 */
export type ModelProblem = 'invalid-config' | 'unsupported' | 'shape-mismatch' | 'damaged-file' | 'dangerous';

/**
 * The one error that this package throws on purpose. `reason` is a clause without a full stop, made to stand
 * in a sentence such as "This network cannot be read: {reason}."
 */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly reason: string;

  constructor(
    readonly problem: ModelProblem,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
    this.reason = reason;
  }
}

/** Calls `action`; a {@link ModelError} out of it is thrown again with the place named first. */
export function within<T>(place: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new ModelError(error.problem, `${place}: ${error.reason}`, { cause: error });
  }
}
