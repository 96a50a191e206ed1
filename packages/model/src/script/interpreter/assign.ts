import type { Expression } from '../python/syntax.js';
import { sentence } from '../sentences.js';
import { list, setEntry, unknown, type Scope, type Value } from '../values.js';
import { evaluate, subscript } from './evaluate.js';
import { assignName, textOf, type Run } from './run.js';
import { itemsOf } from './sequences.js';

/** `target = value`: a name, several at once, an attribute, an item. */
export function assign(target: Expression, value: Value, around: { scope: Scope; run: Run }): void {
  const { scope, run } = around;
  switch (target.type) {
    case 'name':
      assignName(scope, target.name, value);
      return;
    case 'tuple':
    case 'list':
      assignSeveral(target.items, value, around);
      return;
    case 'starred':
      assign(target.value, value, around);
      return;
    case 'attribute': {
      const object = evaluate(target.object, scope, run);
      if (object.kind === 'instance' || object.kind === 'class') object.members.set(target.name, value);
      else
        run.library.setAttribute(object, target.name, value, {
          run,
          span: target.span,
          text: textOf(target),
        });
      return;
    }
    case 'subscript': {
      const object = evaluate(target.object, scope, run);
      const [index] = target.indices.map((part) => evaluate(part, scope, run));
      if (object.kind === 'dictionary' && index !== undefined) setEntry(object, index, value);
      else if (object.kind === 'list' && index?.kind === 'integer') {
        const place = index.value < 0 ? index.value + object.items.length : index.value;
        if (place >= 0 && place < object.items.length) object.items[place] = value;
      }
      return;
    }
    default:
  }
}

/** `a, b = value`, with one name that takes the rest: `a, *b`. */
function assignSeveral(
  targets: readonly Expression[],
  value: Value,
  around: { scope: Scope; run: Run },
): void {
  const items = itemsOf(value);
  const star = targets.findIndex((target) => target.type === 'starred');
  if (items === undefined || (star < 0 && items.length !== targets.length)) {
    for (const [index, target] of targets.entries()) {
      const at = { run: around.run, span: target.span, text: textOf(target) };
      const part =
        value.kind === 'unknown'
          ? value
          : value.kind === 'tensor' || value.kind === 'array'
            ? subscript(value, [{ kind: 'integer', value: index }], at)
            : unknown(target.span, sentence('not-computed', { text: textOf(target) }));
      assign(target, part, around);
    }
    return;
  }
  const after = star < 0 ? 0 : targets.length - star - 1;
  for (const [index, target] of targets.entries()) {
    const fromEnd = targets.length - index;
    const part =
      index === star
        ? list(items.slice(star, items.length - after))
        : star >= 0 && index > star
          ? items[items.length - fromEnd]
          : items[index];
    if (part !== undefined) assign(target, part, around);
  }
}
