import type { Node } from 'web-tree-sitter';
import { DEEPEST, partsOf, spanOf, type Reading } from './node.js';
import { readString } from './read-strings.js';
import type { Argument, Clause, Expression, Parameter } from './syntax.js';

/** An expression of tree-sitter's tree as plain data; `unreadable` for what says nothing about a network. */
export function readExpression(node: Node, reading: Reading, depth = 0): Expression {
  const span = spanOf(node, reading);
  const unreadable = (): Expression => ({ span, type: 'unreadable', text: short(node.text) });
  if (depth > DEEPEST) return unreadable();
  const read = (part: Node) => readExpression(part, reading, depth + 1);
  const field = (name: string): Expression => {
    const part = node.childForFieldName(name);
    return part === null ? unreadable() : read(part);
  };

  switch (node.type) {
    case 'identifier':
    case 'keyword_identifier':
      return { span, type: 'name', name: node.text };
    case 'integer':
      return { span, type: 'integer', value: integer(node.text) };
    case 'float':
      return { span, type: 'float', value: Number(node.text.replace(/_/g, '')) };
    case 'true':
    case 'false':
      return { span, type: 'constant', value: node.type === 'true' };
    case 'none':
      return { span, type: 'constant', value: null };
    case 'ellipsis':
      return { span, type: 'constant', value: '...' };
    case 'string':
    case 'concatenated_string':
      return readString(node, reading, (part) => read(part));
    case 'list':
    case 'list_pattern':
      return { span, type: 'list', items: partsOf(node).map(read) };
    case 'tuple':
    case 'expression_list':
    case 'pattern_list':
    case 'tuple_pattern':
      return { span, type: 'tuple', items: partsOf(node).map(read) };
    case 'set':
      return { span, type: 'set', items: partsOf(node).map(read) };
    case 'dictionary':
      return { span, type: 'dictionary', entries: partsOf(node).map((entry) => readEntry(entry, read)) };
    case 'list_comprehension':
    case 'generator_expression':
    case 'set_comprehension':
    case 'dictionary_comprehension':
      return readComprehension(node, span, read);
    case 'attribute':
      return { span, type: 'attribute', object: field('object'), name: textOf(node, 'attribute') };
    case 'subscript':
      return {
        span,
        type: 'subscript',
        object: field('value'),
        indices: node
          .childrenForFieldName('subscript')
          .filter((part) => part.isNamed)
          .map(read),
      };
    case 'slice':
      return readSlice(node, span, read);
    case 'call':
      return {
        span,
        type: 'call',
        callee: field('function'),
        arguments: readArguments(node, reading, depth),
      };
    case 'unary_operator':
      return { span, type: 'unary', operator: textOf(node, 'operator'), operand: field('argument') };
    case 'not_operator':
      return { span, type: 'unary', operator: 'not', operand: field('argument') };
    case 'binary_operator':
      return {
        span,
        type: 'binary',
        operator: textOf(node, 'operator'),
        left: field('left'),
        right: field('right'),
      };
    case 'boolean_operator':
      return {
        span,
        type: 'boolean',
        operator: textOf(node, 'operator') === 'and' ? 'and' : 'or',
        left: field('left'),
        right: field('right'),
      };
    case 'comparison_operator':
      return {
        span,
        type: 'comparison',
        operands: partsOf(node).map(read),
        operators: node.childrenForFieldName('operators').map((part) => part.text.replace(/\s+/g, ' ')),
      };
    case 'conditional_expression': {
      const [then, condition, otherwise] = partsOf(node).map(read);
      if (!then || !condition || !otherwise) return unreadable();
      return { span, type: 'conditional', condition, then, otherwise };
    }
    case 'lambda':
      return {
        span,
        type: 'lambda',
        parameters: readParameters(node.childForFieldName('parameters'), read),
        body: field('body'),
      };
    case 'named_expression':
      return { span, type: 'assignment', target: field('name'), value: field('value') };
    case 'parenthesized_expression': {
      const [inner] = partsOf(node);
      return inner === undefined ? unreadable() : read(inner);
    }
    case 'list_splat':
    case 'list_splat_pattern': {
      const [inner] = partsOf(node);
      return inner === undefined ? unreadable() : { span, type: 'starred', value: read(inner) };
    }
    case 'type': {
      const [inner] = partsOf(node);
      return inner === undefined ? unreadable() : read(inner);
    }
    default:
      return unreadable();
  }
}

/** What a call is given, in order. */
export function readArguments(call: Node, reading: Reading, depth = 0): Argument[] {
  const list = call.childForFieldName('arguments') ?? call.childForFieldName('superclasses');
  if (list === null) return [];
  if (list.type === 'generator_expression') {
    return [{ kind: 'positional', value: readExpression(list, reading, depth + 1) }];
  }
  return partsOf(list).flatMap((part): Argument[] => {
    const inner = partsOf(part)[0];
    switch (part.type) {
      case 'keyword_argument': {
        const value = part.childForFieldName('value');
        if (value === null) return [];
        return [
          { kind: 'keyword', name: textOf(part, 'name'), value: readExpression(value, reading, depth + 1) },
        ];
      }
      case 'list_splat':
        return inner ? [{ kind: 'list', value: readExpression(inner, reading, depth + 1) }] : [];
      case 'dictionary_splat':
        return inner ? [{ kind: 'dictionary', value: readExpression(inner, reading, depth + 1) }] : [];
      case 'ERROR':
        return [];
      default:
        return [{ kind: 'positional', value: readExpression(part, reading, depth + 1) }];
    }
  });
}

/** The parameters of a function or a lambda. */
export function readParameters(list: Node | null, read: (node: Node) => Expression): Parameter[] {
  return (list === null ? [] : partsOf(list)).flatMap((part): Parameter[] => {
    const inner = partsOf(part)[0];
    switch (part.type) {
      case 'identifier':
        return [{ kind: 'plain', name: part.text }];
      case 'typed_parameter':
        return inner ? readParameters(part, read).slice(0, 1) : [];
      case 'default_parameter':
      case 'typed_default_parameter': {
        const value = part.childForFieldName('value');
        return [
          { kind: 'plain', name: textOf(part, 'name'), ...(value === null ? {} : { default: read(value) }) },
        ];
      }
      case 'list_splat_pattern':
        return [{ kind: 'list', name: inner?.text ?? '' }];
      case 'dictionary_splat_pattern':
        return [{ kind: 'dictionary', name: inner?.text ?? '' }];
      case 'keyword_separator':
        return [{ kind: 'keyword-only-marker', name: '' }];
      default:
        return [];
    }
  });
}

function readEntry(
  node: Node,
  read: (node: Node) => Expression,
): { key: Expression | null; value: Expression } {
  const key = node.childForFieldName('key');
  const value = node.childForFieldName('value');
  if (key !== null && value !== null) return { key: read(key), value: read(value) };
  return { key: null, value: read(partsOf(node)[0] ?? node) };
}

function readComprehension(
  node: Node,
  span: Expression['span'],
  read: (node: Node) => Expression,
): Expression {
  const body = node.childForFieldName('body');
  const clauses: Clause[] = [];
  for (const part of partsOf(node)) {
    const [inner] = partsOf(part);
    if (part.type === 'for_in_clause') {
      const target = part.childForFieldName('left');
      const iterable = part.childForFieldName('right');
      if (target && iterable)
        clauses.push({ target: read(target), iterable: read(iterable), conditions: [] });
    } else if (part.type === 'if_clause' && inner !== undefined) {
      clauses.at(-1)?.conditions.push(read(inner));
    }
  }
  if (body === null) return { span, type: 'unreadable', text: short(node.text) };
  const key = body.childForFieldName('key');
  const value = body.childForFieldName('value');
  if (node.type === 'dictionary_comprehension' && key && value) {
    return { span, type: 'comprehension', into: 'dictionary', key: read(key), body: read(value), clauses };
  }
  const into = node.type === 'set_comprehension' ? 'set' : 'list';
  return { span, type: 'comprehension', into, body: read(body), clauses };
}

/** `from:to:step`, each of which may be missing. */
function readSlice(node: Node, span: Expression['span'], read: (node: Node) => Expression): Expression {
  const parts: (Expression | undefined)[] = [undefined, undefined, undefined];
  let at = 0;
  for (const child of node.children) {
    if (child.type === ':') at += 1;
    else if (child.isNamed && child.type !== 'comment') parts[at] = read(child);
  }
  const [from, to, step] = parts;
  return { span, type: 'slice', from, to, step };
}

function textOf(node: Node, name: string): string {
  return node.childForFieldName(name)?.text ?? '';
}

function integer(text: string): number {
  const digits = text.replace(/_/g, '').replace(/[lL]$/, '');
  return /^0\d+$/.test(digits) ? parseInt(digits, 8) : Number(digits);
}

/** A stretch of the source as a sentence can carry it. */
function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
