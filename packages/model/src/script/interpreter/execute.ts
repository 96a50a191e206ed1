import type { Expression, Statement } from '../python/syntax.js';
import { sentence } from '../sentences.js';
import { none, truth, unknown, type FunctionValue, type Scope, type Value } from '../values.js';
import { assign } from './assign.js';
import { evaluate } from './evaluate.js';
import { forget } from './forget.js';
import { bindImport, bindImportFrom } from './imports.js';
import { binary } from './operators.js';
import { assignName, MOST_LOOP_STEPS, newScope, step, textOf, type Run } from './run.js';
import { itemsOf } from './sequences.js';

/** Why a block ended before its last statement. */
export type End = { kind: 'break' | 'continue' | 'raise' } | { kind: 'return'; value: Value };

/** Goes through statements as Python would, as far as it is known what they do. */
export function execute(statements: readonly Statement[], scope: Scope, run: Run): End | undefined {
  for (const statement of statements) {
    const end = executeOne(statement, scope, run);
    if (end !== undefined) return end;
  }
  return undefined;
}

function executeOne(statement: Statement, scope: Scope, run: Run): End | undefined {
  step(run);
  const of = (expression: Expression) => evaluate(expression, scope, run);
  const around = { scope, run };
  switch (statement.type) {
    case 'expression':
      of(statement.value);
      return undefined;
    case 'assign': {
      const value = of(statement.value);
      for (const target of statement.targets) assign(target, value, around);
      return undefined;
    }
    case 'augment': {
      const { target, operator, span } = statement;
      const [before, by] = [of(target), of(statement.value)];
      const at = { run, span, text: `${textOf(target)} ${operator}= …` };
      if (operator === '+' && before.kind === 'list' && itemsOf(by) !== undefined) {
        // A list grows in place: other names for it see that.
        before.items.push(...itemsOf(by)!.slice(0, 1000));
      } else assign(target, binary(operator, before, by, at), around);
      return undefined;
    }
    case 'if': {
      const condition = of(statement.condition);
      const known = truth(condition);
      if (known !== undefined) return execute(known ? statement.then : statement.otherwise, scope, run);
      return skip([...statement.then, ...statement.otherwise], statement.condition, condition, around);
    }
    case 'for':
      return loop(statement, around);
    case 'while':
      return whileLoop(statement, around);
    case 'function':
      assignName(scope, statement.name, functionValue(statement, around));
      return undefined;
    case 'class':
      assignName(scope, statement.name, classValue(statement, around));
      return undefined;
    case 'return':
      return { kind: 'return', value: statement.value ? of(statement.value) : none };
    case 'import':
      bindImport(scope, statement.module, statement.as);
      return undefined;
    case 'import-from':
      bindImportFrom(scope, statement);
      return undefined;
    case 'with':
      for (const item of statement.items) {
        const value = of(item.value);
        if (item.as) assign(item.as, value, around);
      }
      return execute(statement.body, scope, run);
    case 'try': {
      const end = execute(statement.body, scope, run);
      return end?.kind === 'raise'
        ? (execute(statement.handlers, scope, run) ?? execute(statement.last, scope, run))
        : (end ?? execute(statement.last, scope, run));
    }
    case 'global':
      for (const name of statement.names) scope.outer.add(name);
      return undefined;
    case 'break':
    case 'continue':
    case 'raise':
      return { kind: statement.type };
    case 'pass':
      return undefined;
    case 'unreadable':
      if (statement.isError) run.report(statement.span, sentence('syntax'));
      return undefined;
  }
}

type Around = { scope: Scope; run: Run };

/** Statements of which it is not known whether they run: what they would change is not known either. */
function skip(
  statements: readonly Statement[],
  condition: Expression,
  value: Value,
  around: Around,
): End | undefined {
  const reason =
    value.kind === 'unknown' ? value.reason : sentence('not-computed', { text: textOf(condition) });
  const { mayReturn, mayBreak, concerns } = forget(statements, reason, around);
  if (concerns) {
    around.run.report(
      condition.span,
      sentence('condition-unknown', { condition: textOf(condition), reason }),
    );
  }
  if (mayReturn) return { kind: 'return', value: unknown(condition.span, reason) };
  return mayBreak ? { kind: 'break' } : undefined;
}

function loop(statement: Statement & { type: 'for' }, around: Around): End | undefined {
  const { scope, run } = around;
  const iterable = evaluate(statement.iterable, scope, run);
  const items = itemsOf(iterable);
  if (items === undefined) return skip(statement.body, statement.iterable, iterable, around);
  const first = run.steps;
  for (const item of items) {
    if (run.steps - first > MOST_LOOP_STEPS) {
      tooLong(statement.body, statement.iterable, around);
      return undefined;
    }
    assign(statement.target, item, around);
    const end = execute(statement.body, scope, run);
    if (end?.kind === 'break') return undefined;
    if (end?.kind === 'return' || end?.kind === 'raise') return end;
  }
  return execute(statement.otherwise, scope, run);
}

function whileLoop(statement: Statement & { type: 'while' }, around: Around): End | undefined {
  const { scope, run } = around;
  const first = run.steps;
  for (;;) {
    const condition = evaluate(statement.condition, scope, run);
    const known = truth(condition);
    if (known === undefined) return skip(statement.body, statement.condition, condition, around);
    if (!known) return undefined;
    if (run.steps - first > MOST_LOOP_STEPS) {
      tooLong(statement.body, statement.condition, around);
      return undefined;
    }
    const end = execute(statement.body, scope, run);
    if (end?.kind === 'break') return undefined;
    if (end?.kind === 'return' || end?.kind === 'raise') return end;
  }
}

function tooLong(body: readonly Statement[], loop: Expression, around: Around): void {
  const { concerns } = forget(body, sentence('loop-too-long'), around);
  if (concerns) around.run.report(loop.span, sentence('loop-too-long'));
}

function functionValue(statement: Statement & { type: 'function' }, { scope, run }: Around): Value {
  const { name, parameters, body, span, decorators } = statement;
  const names = decorators.map((decorator) => textOf(decorator).replace(/\(.*/, ''));
  const harmless =
    /^(staticmethod|classmethod|property|(\w+\.)*(function|lru_cache|cache|wraps|cached_property))$/;
  const odd = names.find((decorator) => !harmless.test(decorator));
  if (odd !== undefined) return unknown(span, sentence('decorated', { name, decorator: odd }));
  const defaults = new Map(
    parameters.flatMap(({ name: parameter, default: value }) =>
      value ? [[parameter, evaluate(value, scope, run)] as const] : [],
    ),
  );
  const isStatic = names.includes('staticmethod');
  const made: FunctionValue = {
    kind: 'function',
    name,
    span,
    parameters,
    defaults,
    body,
    scope: enclosing(scope),
    ...(names.some((decorator) => /property$/.test(decorator)) ? { isProperty: true } : {}),
  };
  if (!isStatic) return made;
  // Without a parameter for the object that it is called on.
  return { ...made, parameters: [{ kind: 'plain', name: '' }, ...parameters] };
}

/** Python's functions do not see the names of the class that they stand in. */
function enclosing(scope: Scope): Scope {
  return scope.names.has(classMark) && scope.parent ? scope.parent : scope;
}
const classMark = ' class';

function classValue(statement: Statement & { type: 'class' }, { scope, run }: Around): Value {
  const bases = statement.bases
    .filter(({ kind }) => kind === 'positional')
    .map(({ value }) => evaluate(value, scope, run));
  const inside = newScope(scope);
  inside.names.set(classMark, none);
  execute(statement.body, inside, run);
  inside.names.delete(classMark);
  return { kind: 'class', name: statement.name, span: statement.span, bases, members: inside.names };
}
