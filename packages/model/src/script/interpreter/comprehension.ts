import type { Clause, Expression } from '../python/syntax.js';
import { dictionary, list, none, truth, type Scope, type Value } from '../values.js';
import { assign } from './assign.js';
import { evaluate, uncertain } from './evaluate.js';
import { LARGEST, newScope, type Run } from './run.js';
import { itemsOf } from './sequences.js';

/** `[body for target in iterable if condition]`, also of sets and dictionaries. */
export function comprehension(
  expression: Expression & { type: 'comprehension' },
  scope: Scope,
  run: Run,
): Value {
  const inner = newScope(scope);
  const made: [Value, Value][] = [];
  let trouble: Value | undefined;

  const through = (clauses: readonly Clause[]): void => {
    const [clause, ...rest] = clauses;
    if (clause === undefined) {
      const key = expression.key ? evaluate(expression.key, inner, run) : none;
      if (made.length < LARGEST) made.push([key, evaluate(expression.body, inner, run)]);
      return;
    }
    const iterable = evaluate(clause.iterable, inner, run);
    const items = itemsOf(iterable);
    if (items === undefined) {
      trouble = iterable.kind === 'unknown' ? iterable : uncertain(clause.iterable);
      return;
    }
    for (const item of items) {
      assign(clause.target, item, { scope: inner, run });
      const answers = clause.conditions.map((condition) => truth(evaluate(condition, inner, run)));
      if (answers.includes(undefined)) trouble = uncertain(expression);
      if (answers.every((answer) => answer === true)) through(rest);
      if (trouble !== undefined) return;
    }
  };
  through(expression.clauses);
  if (trouble !== undefined) return trouble;
  return expression.into === 'dictionary' ? dictionary(made) : list(made.map(([, value]) => value));
}
