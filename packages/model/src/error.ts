import type { Language } from './lesson.js';
import { clause, clauseText, type Clause } from './problems/clause.js';

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
 * The one error that this package throws on purpose. Its clause has no full stop and is made to stand in a sentence
 * such as "This network cannot be read: {reason}."
 */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  /** The clause in English, for logs and tests; users read {@link render}. */
  readonly reason: string;

  constructor(
    readonly problem: ModelProblem,
    readonly clause: Clause,
    options?: ErrorOptions,
  ) {
    const reason = clauseText(clause, 'en');
    super(reason, options);
    this.reason = reason;
  }

  /** The clause in the user's language. */
  render(language: Language): string {
    return clauseText(this.clause, language);
  }
}

/** Calls `action`; a {@link ModelError} out of it is thrown again with the place named first. */
export function within<T>(place: Clause, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new ModelError(error.problem, clause('at', { place, reason: error.clause }), { cause: error });
  }
}
