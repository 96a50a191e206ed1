import { Edit, Language, Parser, type Node, type Tree } from 'web-tree-sitter';
import { partsOf, spanOf, type Reading } from './node.js';
import { readStatement } from './read-statements.js';
import type { Span, Statement } from './syntax.js';

/** The two files that reading Python needs, as bytes: `web-tree-sitter.wasm` and `tree-sitter-python.wasm`. */
export interface PythonWasm {
  treeSitterWasm: Uint8Array;
  pythonWasm: Uint8Array;
}

/** A Python source that is read again after every change; only what changed is parsed again. */
export interface PythonSource {
  /** The statements of the source; broken stretches are among them as `unreadable`. */
  read(source: string): readonly Statement[];
  dispose(): void;
}

/** Loads the parser. Nothing is fetched: the caller brings both files. */
export async function openPython({ treeSitterWasm, pythonWasm }: PythonWasm): Promise<{
  open(cell?: number): PythonSource;
}> {
  await Parser.init({ wasmBinary: treeSitterWasm.slice().buffer });
  const language = await Language.load(pythonWasm);
  return {
    open: (cell) => openSource(language, cell),
  };
}

function openSource(language: Language, cell: number | undefined): PythonSource {
  const parser = new Parser();
  parser.setLanguage(language);
  let tree: Tree | null = null;
  let before = '';
  let kept = new Map<string, Statement[][]>();

  /** Statements without an error in them are the same wherever they stand: they only move. */
  function statementsOf(node: Node, seen: Map<string, Statement[][]>): Statement[] {
    const row = node.startPosition.row;
    const text = node.text;
    const isSound = !node.hasError && node.startPosition.column === 0;
    const found = isSound ? kept.get(text)?.shift() : undefined;
    const origin = found?.[0]?.span.origin;
    if (origin !== undefined) origin.line = row;
    const statements =
      found ?? readStatement(node, { origin: { line: row, ...(cell === undefined ? {} : { cell }) }, row });
    if (isSound) {
      const same = seen.get(text);
      if (same === undefined) seen.set(text, [statements]);
      else same.push(statements);
    }
    return statements;
  }

  /** An open bracket makes one broken stretch of all that follows, with whole statements in it. */
  function statementsInError(node: Node, seen: Map<string, Statement[][]>): Statement[] {
    const row = node.startPosition.row;
    const reading = { origin: { line: row, ...(cell === undefined ? {} : { cell }) }, row };
    return [
      ...partsOf(node)
        .filter((part) => /_statement$|_definition$/.test(part.type))
        .flatMap((part) => statementsOf(part, seen)),
      { span: firstLine(node, reading), type: 'unreadable', isError: true },
    ];
  }

  /** What a broken stretch hides for the moment comes back as it was, often with the next character. */
  function keepRest(seen: Map<string, Statement[][]>): void {
    for (const [text, rest] of kept) {
      if (rest.length > 0) seen.set(text, [...(seen.get(text) ?? []), ...rest]);
    }
  }

  /** Where a broken stretch begins: it may go on to the end of the source. */
  function firstLine(node: Node, reading: Reading): Span {
    const span = spanOf(node, reading);
    if (span.endLine === span.line) return span;
    const [line = ''] = node.text.split('\n', 1);
    return { ...span, endLine: span.line, endColumn: span.column + line.length };
  }

  return {
    read(source) {
      if (tree !== null) tree.edit(difference(before, source));
      const parsed = parser.parse(source, tree);
      tree?.delete();
      tree = parsed;
      before = source;
      const seen = new Map<string, Statement[][]>();
      const statements = (parsed === null ? [] : partsOf(parsed.rootNode)).flatMap((node) =>
        node.type === 'ERROR' ? statementsInError(node, seen) : statementsOf(node, seen),
      );
      if (parsed?.rootNode.hasError === true) keepRest(seen);
      kept = seen;
      return statements;
    },
    dispose() {
      tree?.delete();
      parser.delete();
    },
  };
}

/** The one stretch in which two texts differ, as tree-sitter wants to be told of it. */
function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const oldEnd = before.length - end;
  const newEnd = after.length - end;
  return new Edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(before, start),
    oldEndPosition: pointAt(before, oldEnd),
    newEndPosition: pointAt(after, newEnd),
  });
}

function pointAt(text: string, index: number): { row: number; column: number } {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) {
    row += 1;
    lineStart = at + 1;
  }
  return { row, column: index - lineStart };
}
