import { sentence } from '../sentences.js';
import {
  boolean,
  equal,
  float,
  integer,
  isSequence,
  list,
  numberOf,
  string,
  truth,
  tuple,
  unknown,
  type NumberValue,
  type Value,
} from '../values.js';
import { LARGEST, type Call } from './run.js';

/** `left operator right` on known values; what is not known stays so. */
export function binary(operator: string, left: Value, right: Value, at: Call): Value {
  const ofLibrary = at.run.library.binary(operator, left, right, at);
  if (ofLibrary !== undefined) return ofLibrary;
  if (left.kind === 'unknown') return left;
  if (right.kind === 'unknown') return right;
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a && b) return arithmetic(operator, a, b) ?? notComputed(at);
  if (operator === '%' && left.kind === 'string') return formatPercent(left.value, right) ?? notComputed(at);
  if (operator === '+') {
    if (left.kind === 'string' && right.kind === 'string') {
      const text = left.value + right.value;
      return text.length <= LARGEST ? string(text) : notComputed(at);
    }
    if (isSequence(left) && isSequence(right) && left.items.length + right.items.length <= LARGEST) {
      const items = [...left.items, ...right.items];
      return left.kind === 'list' ? list(items) : tuple(items);
    }
  }
  if (operator === '*') return repeat(left, right) ?? repeat(right, left) ?? notComputed(at);
  // Paths of `pathlib`.
  if (operator === '/' && left.kind === 'string' && right.kind === 'string') {
    return string(`${left.value}/${right.value}`);
  }
  if (operator === '|' && left.kind === 'dictionary' && right.kind === 'dictionary') {
    return { kind: 'dictionary', entries: new Map([...left.entries, ...right.entries]) };
  }
  return notComputed(at);
}

export function unary(operator: string, value: Value, at: Call): Value {
  if (value.kind === 'unknown') return value;
  if (operator === 'not') {
    const known = truth(value);
    return known === undefined ? notComputed(at) : boolean(!known);
  }
  const number = numberOf(value);
  if (number && operator === '-') return { ...number, value: -number.value };
  if (number && operator === '+') return number;
  if (number?.kind === 'integer' && operator === '~') return integer(~number.value);
  return notComputed(at);
}

/** `left == right`, `left in right`, …; `undefined` where that is not known. */
export function compare(operator: string, left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  switch (operator) {
    case '==':
    case 'is':
      return equal(left, right);
    case '!=':
    case '<>':
    case 'is not': {
      const same = equal(left, right);
      return same === undefined ? undefined : !same;
    }
    case 'in':
      return contains(right, left);
    case 'not in': {
      const found = contains(right, left);
      return found === undefined ? undefined : !found;
    }
  }
  const order = ordering(left, right);
  if (order === undefined) return undefined;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  if (operator === '>') return order > 0;
  return operator === '>=' ? order >= 0 : undefined;
}

/** Below 0, 0, or above, as Python sorts; `undefined` where the two do not compare. */
export function ordering(left: Value, right: Value): number | undefined {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a && b) return a.value - b.value;
  if (left.kind === 'string' && right.kind === 'string') {
    return left.value < right.value ? -1 : Number(left.value > right.value);
  }
  if (isSequence(left) && isSequence(right)) {
    for (const [index, item] of left.items.entries()) {
      const other = right.items[index];
      const order = other === undefined ? 1 : ordering(item, other);
      if (order !== 0) return order;
    }
    return left.items.length - right.items.length;
  }
  return undefined;
}

function contains(container: Value, value: Value): boolean | undefined {
  if (container.kind === 'string' && value.kind === 'string') return container.value.includes(value.value);
  const items =
    container.kind === 'dictionary'
      ? [...container.entries.values()].map(({ key }) => key)
      : isSequence(container)
        ? container.items
        : undefined;
  if (items === undefined) return undefined;
  const answers = items.map((item) => equal(item, value));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function arithmetic(operator: string, left: NumberValue, right: NumberValue): NumberValue | undefined {
  const [a, b] = [left.value, right.value];
  const whole = left.kind === 'integer' && right.kind === 'integer';
  const made = (value: number): NumberValue | undefined => {
    if (!whole) return float(value);
    return Number.isSafeInteger(value) ? integer(value) : undefined;
  };
  switch (operator) {
    case '+':
      return made(a + b);
    case '-':
      return made(a - b);
    case '*':
      return made(a * b);
    case '/':
      return b === 0 ? undefined : float(a / b);
    case '//':
      return b === 0 ? undefined : made(Math.floor(a / b));
    case '%':
      return b === 0 ? undefined : made(a - b * Math.floor(a / b));
    case '**':
      return whole && b < 0 ? float(a ** b) : made(a ** b);
    case '<<':
      return whole && b >= 0 && b < 53 ? made(a * 2 ** b) : undefined;
    case '>>':
      return whole && b >= 0 ? made(Math.floor(a / 2 ** b)) : undefined;
    case '&':
      return whole ? made(a & b) : undefined;
    case '|':
      return whole ? made(a | b) : undefined;
    case '^':
      return whole ? made(a ^ b) : undefined;
    default:
      return undefined;
  }
}

function repeat(value: Value, times: Value): Value | undefined {
  if (times.kind !== 'integer') return undefined;
  const count = Math.max(0, times.value);
  if (value.kind === 'string') {
    return value.value.length * count <= LARGEST ? string(value.value.repeat(count)) : undefined;
  }
  if (!isSequence(value) || value.items.length * count > LARGEST) return undefined;
  const items = Array.from({ length: count }, () => value.items).flat();
  return value.kind === 'list' ? list(items) : tuple(items);
}

/** `'conv%d' % 3`. */
function formatPercent(format: string, right: Value): Value | undefined {
  const values = right.kind === 'tuple' ? [...right.items] : [right];
  const unknowns: string[] = [];
  const text = format.replace(/%(0?)(\d*)([sdif%])/g, (whole, zero: string, width: string, kind: string) => {
    if (kind === '%') return '%';
    const value = values.shift();
    const shown = value === undefined ? undefined : display(value);
    if (shown === undefined || kind === 'f') unknowns.push(whole);
    return (shown ?? '').padStart(Number(width), zero === '' ? ' ' : '0');
  });
  return unknowns.length === 0 ? string(text) : undefined;
}

/** What Python's `str` makes of it; `undefined` where we do not know. */
export function display(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'integer':
      return String(value.value);
    case 'float':
      return Number.isInteger(value.value) && Math.abs(value.value) < 1e16
        ? value.value.toFixed(1)
        : String(value.value).replace(/e([-+])(\d)$/, 'e$10$2');
    case 'boolean':
      return value.value ? 'True' : 'False';
    case 'none':
      return 'None';
    case 'tuple':
    case 'list': {
      const items = value.items.map((item) => (item.kind === 'string' ? `'${item.value}'` : display(item)));
      if (items.includes(undefined)) return undefined;
      if (value.kind === 'list') return `[${items.join(', ')}]`;
      return items.length === 1 ? `(${items.join('')},)` : `(${items.join(', ')})`;
    }
    default:
      return undefined;
  }
}

function notComputed(at: Call): Value {
  return unknown(at.span, sentence('not-computed', { text: at.text }));
}
