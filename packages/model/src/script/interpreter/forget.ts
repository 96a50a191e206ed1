import type { Expression, Statement } from '../python/syntax.js';
import type { Sentence } from '../sentences.js';
import { unknown, type Scope, type Value } from '../values.js';
import { assignName, lookUp } from './run.js';

/** What a stretch of a script may do when nobody knows whether it runs. */
interface Effects {
  mayReturn: boolean;
  mayBreak: boolean;
  /** Whether a network, or what it is made of, depends on it. */
  concerns: boolean;
}

/** Makes everything unknown that the statements may change. */
export function forget(
  statements: readonly Statement[],
  reason: Sentence,
  { scope }: { scope: Scope },
): Effects {
  const effects: Effects = { mayReturn: false, mayBreak: false, concerns: false };
  const lose = (target: Expression): void => {
    if (target.type === 'tuple' || target.type === 'list') target.items.forEach(lose);
    if (target.type === 'starred') lose(target.value);
    if (target.type === 'subscript') lose(target.object);
    if (target.type !== 'name') return;
    const before = lookUp(scope, target.name);
    if (before !== undefined && isOfNetworks(before)) effects.concerns = true;
    assignName(scope, target.name, unknown(target.span, reason));
  };
  const visit = (statement: Statement, inLoop: boolean): void => {
    const inner = (body: readonly Statement[], within = inLoop) => body.forEach((one) => visit(one, within));
    switch (statement.type) {
      case 'assign':
        statement.targets.forEach(lose);
        return;
      case 'augment':
        lose(statement.target);
        return;
      case 'expression': {
        const object = changedObject(statement.value);
        const before = object === undefined ? undefined : lookUp(scope, object.name);
        if (before === undefined || object === undefined) return;
        if (isOfNetworks(before)) effects.concerns = true;
        if (before.kind === 'list' || before.kind === 'dictionary') lose(object);
        return;
      }
      case 'if':
        inner(statement.then);
        inner(statement.otherwise);
        return;
      case 'for':
        lose(statement.target);
        inner(statement.body, true);
        return;
      case 'while':
        inner(statement.body, true);
        return;
      case 'with':
        inner(statement.body);
        return;
      case 'try':
        inner([...statement.body, ...statement.last]);
        return;
      case 'return':
        effects.mayReturn = true;
        return;
      case 'break':
        if (!inLoop) effects.mayBreak = true;
        return;
      default:
    }
  };
  statements.forEach((statement) => visit(statement, false));
  return effects;
}

/** Methods that change what they are called on. */
const changing = /^(add|append|extend|insert|pop|update|compile|fit|fit_generator|build)$/;

function changedObject(expression: Expression): (Expression & { type: 'name' }) | undefined {
  if (expression.type !== 'call' || expression.callee.type !== 'attribute') return undefined;
  const { object, name } = expression.callee;
  return object.type === 'name' && changing.test(name) ? object : undefined;
}

function isOfNetworks(value: Value): boolean {
  switch (value.kind) {
    case 'layer':
    case 'model':
    case 'tensor':
      return true;
    case 'list':
    case 'tuple':
      return value.items.some(isOfNetworks);
    default:
      return false;
  }
}
