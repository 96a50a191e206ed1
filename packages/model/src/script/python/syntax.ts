/**
 * Python's syntax as plain data: as much of it as says something about a network. Made once from tree-sitter's tree
 * and kept, so that reading a file again after a keystroke touches only the statement that changed.
 */

/** Where a top-level statement begins; it moves when lines are inserted before it, its insides do not. */
export interface Origin {
  /** From 0, in its file or cell. */
  line: number;
  /** The number of the notebook's cell, from 0; absent in a script. */
  cell?: number;
}

/** A stretch of the source. Lines count from the origin's; columns from 0, in UTF-16 units. */
export interface Span {
  origin: Origin;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** `=`, `*args` or `**kwargs` in a call. */
export interface Argument {
  kind: 'positional' | 'keyword' | 'list' | 'dictionary';
  name?: string;
  value: Expression;
}

export interface Parameter {
  kind: 'plain' | 'list' | 'dictionary' | 'keyword-only-marker';
  name: string;
  default?: Expression;
}

/** `for target in iterable if condition …` of a comprehension. */
export interface Clause {
  target: Expression;
  iterable: Expression;
  conditions: Expression[];
}

export type Expression = { span: Span } & (
  | { type: 'name'; name: string }
  | { type: 'integer' | 'float'; value: number }
  | { type: 'string'; value: string }
  | { type: 'constant'; value: boolean | null | '...' }
  | { type: 'formatted'; parts: readonly (string | Expression)[] }
  | { type: 'list' | 'tuple' | 'set'; items: readonly Expression[] }
  | { type: 'dictionary'; entries: readonly { key: Expression | null; value: Expression }[] }
  | {
      type: 'comprehension';
      into: 'list' | 'set' | 'dictionary';
      key?: Expression;
      body: Expression;
      clauses: readonly Clause[];
    }
  | { type: 'attribute'; object: Expression; name: string }
  | { type: 'subscript'; object: Expression; indices: readonly Expression[] }
  | {
      type: 'slice';
      from?: Expression | undefined;
      to?: Expression | undefined;
      step?: Expression | undefined;
    }
  | { type: 'call'; callee: Expression; arguments: readonly Argument[] }
  | { type: 'unary'; operator: string; operand: Expression }
  | { type: 'binary'; operator: string; left: Expression; right: Expression }
  | { type: 'boolean'; operator: 'and' | 'or'; left: Expression; right: Expression }
  | { type: 'comparison'; operands: readonly Expression[]; operators: readonly string[] }
  | { type: 'conditional'; condition: Expression; then: Expression; otherwise: Expression }
  | { type: 'lambda'; parameters: readonly Parameter[]; body: Expression }
  | { type: 'starred'; value: Expression }
  | { type: 'assignment'; target: Expression; value: Expression }
  /** What we do not read: `await`, `yield`, broken text. */
  | { type: 'unreadable'; text: string }
);

export type Statement = { span: Span } & (
  | { type: 'expression'; value: Expression }
  | { type: 'assign'; targets: readonly Expression[]; value: Expression }
  | { type: 'augment'; target: Expression; operator: string; value: Expression }
  | { type: 'if'; condition: Expression; then: readonly Statement[]; otherwise: readonly Statement[] }
  | {
      type: 'for';
      target: Expression;
      iterable: Expression;
      body: readonly Statement[];
      otherwise: readonly Statement[];
    }
  | { type: 'while'; condition: Expression; body: readonly Statement[] }
  | {
      type: 'function';
      name: string;
      parameters: readonly Parameter[];
      body: readonly Statement[];
      decorators: readonly Expression[];
    }
  | {
      type: 'class';
      name: string;
      bases: readonly Argument[];
      body: readonly Statement[];
      decorators: readonly Expression[];
    }
  | { type: 'return'; value?: Expression | undefined }
  | { type: 'import'; module: string; as: string | null }
  | { type: 'import-from'; module: string; names: readonly { name: string; as: string }[] | 'all' }
  | { type: 'with'; items: readonly { value: Expression; as?: Expression }[]; body: readonly Statement[] }
  | {
      type: 'try';
      body: readonly Statement[];
      handlers: readonly Statement[];
      last: readonly Statement[];
    }
  | { type: 'global'; names: readonly string[] }
  | { type: 'break' | 'continue' | 'pass' | 'raise' }
  /** Names that the statement may change, and nothing known about how. */
  | { type: 'unreadable'; isError: boolean }
);
