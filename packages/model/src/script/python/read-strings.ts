import type { Node } from 'web-tree-sitter';
import { partsOf, spanOf, type Reading } from './node.js';
import type { Expression } from './syntax.js';

type ReadExpression = (node: Node, reading: Reading) => Expression;

/** A string, or several beside each other: one text, or for f-strings the parts of it. */
export function readString(node: Node, reading: Reading, readExpression: ReadExpression): Expression {
  const pieces = node.type === 'concatenated_string' ? partsOf(node) : [node];
  const parts = pieces.flatMap((piece) => partsOfString(piece, reading, readExpression));
  const span = spanOf(node, reading);
  if (parts.every((part) => typeof part === 'string')) {
    return { span, type: 'string', value: parts.join('') };
  }
  return { span, type: 'formatted', parts };
}

function partsOfString(
  node: Node,
  reading: Reading,
  readExpression: ReadExpression,
): (string | Expression)[] {
  const start = node.children[0]?.text ?? '';
  const isRaw = /r/i.test(start);
  const isFormatted = /f/i.test(start);
  return partsOf(node).flatMap((part): (string | Expression)[] => {
    if (part.type === 'string_content') {
      const text = isRaw ? part.text : unescape(part.text);
      return [isFormatted ? text.replace(/\{\{/g, '{').replace(/\}\}/g, '}') : text];
    }
    if (part.type !== 'interpolation') return [];
    const expression = part.childForFieldName('expression');
    const format = part.childForFieldName('format_specifier');
    if (expression === null) return [];
    const value = readExpression(expression, reading);
    if (format === null) return [value];
    // Formatted another way than Python's `str` does: what that gives is not needed for names of layers.
    return [{ span: value.span, type: 'unreadable', text: part.text }];
  });
}

const escapes: Readonly<Record<string, string>> = {
  'n': '\n',
  't': '\t',
  'r': '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '0': '\0',
  '\n': '',
};

function unescape(text: string): string {
  return text.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\s\S])/g, (whole, code: string) =>
    code.length > 1 ? String.fromCharCode(parseInt(code.slice(1), 16)) : (escapes[code] ?? whole),
  );
}
