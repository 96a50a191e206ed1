import type { Node } from 'web-tree-sitter';
import { DEEPEST, partsOf, spanOf, type Reading } from './node.js';
import { readArguments, readExpression, readParameters } from './read-expressions.js';
import type { Expression, Statement } from './syntax.js';

/** The statements of a block or of a whole module. */
function readBlock(node: Node | null, reading: Reading, depth = 0): Statement[] {
  return node === null ? [] : partsOf(node).flatMap((part) => readStatement(part, reading, depth));
}

/** One statement of tree-sitter's tree; what is broken comes with the statements that can be made out in it. */
export function readStatement(node: Node, reading: Reading, depth = 0): Statement[] {
  const span = spanOf(node, reading);
  if (depth > DEEPEST) return [{ span, type: 'unreadable', isError: false }];
  const block = (name: string) => readBlock(node.childForFieldName(name), reading, depth + 1);
  const expression = (part: Node | null): Expression =>
    part === null ? { span, type: 'unreadable', text: '' } : readExpression(part, reading, depth);

  switch (node.type) {
    case 'expression_statement':
      return partsOf(node).flatMap((part) => readSimple(part, reading, depth));
    case 'if_statement':
      return [{ span, type: 'if', ...readBranches(node, reading, depth) }];
    case 'for_statement':
      return [
        {
          span,
          type: 'for',
          target: expression(node.childForFieldName('left')),
          iterable: expression(node.childForFieldName('right')),
          body: block('body'),
          otherwise: readBlock(
            node.childForFieldName('alternative')?.childForFieldName('body') ?? null,
            reading,
            depth + 1,
          ),
        },
      ];
    case 'while_statement':
      return [
        {
          span,
          type: 'while',
          condition: expression(node.childForFieldName('condition')),
          body: block('body'),
        },
      ];
    case 'function_definition':
    case 'class_definition':
    case 'decorated_definition':
      return readDefinition(node, reading, depth);
    case 'return_statement': {
      const [value] = partsOf(node);
      return [{ span, type: 'return', value: value && expression(value) }];
    }
    case 'import_statement':
      return partsOf(node).map((part): Statement => {
        const module = part.childForFieldName('name')?.text ?? part.text;
        return { span, type: 'import', module, as: part.childForFieldName('alias')?.text ?? null };
      });
    case 'import_from_statement':
      return [readImportFrom(node, span)];
    case 'with_statement':
      return [{ span, type: 'with', items: readItems(node, reading, depth), body: block('body') }];
    case 'try_statement':
      return [readTry(node, reading, depth)];
    case 'global_statement':
    case 'nonlocal_statement':
      return [{ span, type: 'global', names: partsOf(node).map((part) => part.text) }];
    case 'break_statement':
      return [{ span, type: 'break' }];
    case 'continue_statement':
      return [{ span, type: 'continue' }];
    case 'raise_statement':
      return [{ span, type: 'raise' }];
    case 'pass_statement':
    case 'assert_statement':
    case 'delete_statement':
    case 'future_import_statement':
    case 'print_statement':
    case 'type_alias_statement':
      return [{ span, type: 'pass' }];
    case 'ERROR':
      return [
        ...partsOf(node).flatMap((part) =>
          /_statement$|_definition$/.test(part.type) ? readStatement(part, reading, depth + 1) : [],
        ),
        { span, type: 'unreadable', isError: true },
      ];
    default:
      return [{ span, type: 'unreadable', isError: false }];
  }
}

/** An expression, an assignment, or several in one line. */
function readSimple(node: Node, reading: Reading, depth: number): Statement[] {
  const span = spanOf(node, reading);
  const read = (part: Node) => readExpression(part, reading, depth);
  if (node.type === 'assignment') {
    const targets: Expression[] = [];
    let at: Node | null = node;
    while (at?.type === 'assignment') {
      const left = at.childForFieldName('left');
      if (left !== null) targets.push(read(left));
      at = at.childForFieldName('right');
    }
    // `x: int` alone assigns nothing.
    return at === null ? [] : [{ span, type: 'assign', targets, value: read(at) }];
  }
  if (node.type === 'augmented_assignment') {
    const [target, value] = ['left', 'right'].map((name) => node.childForFieldName(name));
    if (!target || !value) return [{ span, type: 'unreadable', isError: false }];
    const operator = (node.childForFieldName('operator')?.text ?? '').replace(/=$/, '');
    return [{ span, type: 'augment', target: read(target), operator, value: read(value) }];
  }
  return [{ span, type: 'expression', value: read(node) }];
}

/** `if`, and in its `otherwise` the next `elif` or the `else`. */
function readBranches(node: Node, reading: Reading, depth: number) {
  const condition = node.childForFieldName('condition');
  const span = spanOf(node, reading);
  const then = readBlock(node.childForFieldName('consequence'), reading, depth + 1);
  const alternatives = node.childrenForFieldName('alternative');
  const otherwise = alternatives.reduceRight<Statement[]>((after, alternative) => {
    if (alternative.type === 'else_clause') {
      return readBlock(alternative.childForFieldName('body'), reading, depth + 1);
    }
    const test = alternative.childForFieldName('condition');
    return [
      {
        span: spanOf(alternative, reading),
        type: 'if',
        condition: test
          ? readExpression(test, reading, depth)
          : { span: spanOf(alternative, reading), type: 'unreadable', text: '' },
        then: readBlock(alternative.childForFieldName('consequence'), reading, depth + 1),
        otherwise: after,
      },
    ];
  }, []);
  const unreadable: Expression = { span, type: 'unreadable', text: '' };
  return { condition: condition ? readExpression(condition, reading, depth) : unreadable, then, otherwise };
}

function readDefinition(node: Node, reading: Reading, depth: number): Statement[] {
  const span = spanOf(node, reading);
  const read = (part: Node) => readExpression(part, reading, depth);
  const decorators = partsOf(node)
    .filter((part) => part.type === 'decorator')
    .flatMap((part) => partsOf(part).map(read));
  const inner = node.childForFieldName('definition') ?? node;
  const name = inner.childForFieldName('name')?.text ?? '';
  const body = readBlock(inner.childForFieldName('body'), reading, depth + 1);
  if (inner.type === 'class_definition') {
    return [{ span, type: 'class', name, bases: readArguments(inner, reading, depth), body, decorators }];
  }
  const parameters = readParameters(inner.childForFieldName('parameters'), read);
  return [{ span, type: 'function', name, parameters, body, decorators }];
}

function readImportFrom(node: Node, span: Statement['span']): Statement {
  const module = node.childForFieldName('module_name')?.text ?? '';
  if (partsOf(node).some((part) => part.type === 'wildcard_import')) {
    return { span, type: 'import-from', module, names: 'all' };
  }
  const names = node.childrenForFieldName('name').map((part) => {
    const name = part.childForFieldName('name')?.text ?? part.text;
    return { name, as: part.childForFieldName('alias')?.text ?? name };
  });
  return { span, type: 'import-from', module, names };
}

function readItems(node: Node, reading: Reading, depth: number): { value: Expression; as?: Expression }[] {
  const clause = partsOf(node).find((part) => part.type === 'with_clause');
  return (clause === undefined ? [] : partsOf(clause)).flatMap((item) => {
    const value = item.childForFieldName('value');
    if (value === null) return [];
    if (value.type !== 'as_pattern') return [{ value: readExpression(value, reading, depth) }];
    const [inner] = partsOf(value);
    const alias = value.childForFieldName('alias');
    const name = alias === null ? undefined : partsOf(alias)[0];
    return inner === undefined
      ? []
      : [
          {
            value: readExpression(inner, reading, depth),
            ...(name === undefined ? {} : { as: readExpression(name, reading, depth) }),
          },
        ];
  });
}

/** The body runs; what handlers would do in the case of an error does not. */
function readTry(node: Node, reading: Reading, depth: number): Statement {
  const blocks = (types: readonly string[]) =>
    partsOf(node)
      .filter((part) => types.includes(part.type))
      .flatMap((part) =>
        partsOf(part)
          .filter((inner) => inner.type === 'block')
          .flatMap((block) => readBlock(block, reading, depth + 1)),
      );
  return {
    span: spanOf(node, reading),
    type: 'try',
    body: readBlock(node.childForFieldName('body'), reading, depth + 1),
    handlers: blocks(['except_clause', 'except_group_clause']),
    last: blocks(['else_clause', 'finally_clause']),
  };
}
