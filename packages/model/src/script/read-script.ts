import { execute } from './interpreter/execute.js';
import { newScope, TooLong, type Run } from './interpreter/run.js';
import { callValue } from './interpreter/call.js';
import { describeModels } from './describe-models.js';
import { kerasLibrary } from './keras/library.js';
import { newSession, type Session } from './keras/session.js';
import { comparePlaces, placeOf } from './place.js';
import type { Span, Statement } from './python/syntax.js';
import type { ScriptDescription, ScriptProblem } from './script-description.js';
import { readTraining } from './training/read-training.js';
import { sentence, sentenceText, type Sentence } from './sentences.js';
import type { Value } from './values.js';

/** Reads a script's statements: its networks, how it trains them, and what was not understood. */
export function readStatements(statements: readonly Statement[]): ScriptDescription {
  const session = newSession();
  const problems = new Map<string, ScriptProblem>();
  const report = (span: Span, problem: Sentence) => {
    const place = placeOf(span);
    problems.set(`${place.cell ?? 0}:${place.line}:${place.column}:${sentenceText(problem)}`, {
      place,
      problem,
    });
  };
  const run: Run = {
    library: kerasLibrary,
    globals: newScope(null),
    steps: 0,
    depth: 0,
    called: new Set(),
    report,
    session,
  };
  try {
    execute(statements, run.globals, run);
    callUncalled(run, session);
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    const last = statements.at(-1);
    if (last !== undefined) report(last.span, sentence('too-long'));
  }
  const models = describeModels(session, report);
  const training = readTraining({ session, report });
  return {
    models,
    training,
    problems: [...problems.values()].sort((left, right) => comparePlaces(left.place, right.place)),
  };
}

/**
 * A function that nothing in the script calls, but that needs nothing to be called with, may still make the network:
 * somebody else calls it, as `KerasClassifier(build_fn=create_model)` does.
 */
function callUncalled(run: Run, session: Session): void {
  if (session.models.length > 0) return;
  for (const value of [...run.globals.names.values()]) {
    if (value.kind !== 'function' || run.called.has(value.body)) continue;
    const isComplete = value.parameters.every(
      ({ kind, name }) => kind !== 'plain' || value.defaults.has(name),
    );
    if (isComplete)
      callValue(value satisfies Value, nothing, { run, span: value.span, text: `${value.name}()` });
  }
}

const nothing = { positional: [], keywords: new Map<string, Value>() };
