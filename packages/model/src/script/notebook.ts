import * as z from 'zod';
import { ModelError } from '../error.js';
import { clause } from '../problems/clause.js';

/** A Jupyter notebook, as much as is needed to read its code. */
const notebook = z.object({
  cells: z.array(
    z.object({
      cell_type: z.string(),
      source: z.union([z.string(), z.array(z.string())]).default(''),
    }),
  ),
});

/** Magics of IPython that run the rest of their cell as Python all the same. */
const pythonMagic = /^%%(time|timeit|capture|prun|tensorflow_version)\b/;

/**
 * The Python of every cell of an `.ipynb` file, in order; empty for cells of other kinds.
 * @throws ModelError `damaged-file` for what is no notebook
 */
export function notebookCells(text: string): string[] {
  const parsed = notebook.safeParse(json(text));
  if (!parsed.success) throw new ModelError('damaged-file', clause('no-notebook'));
  return parsed.data.cells.map(({ cell_type: type, source }) =>
    type === 'code' ? pythonOf(typeof source === 'string' ? source : source.join('')) : '',
  );
}

/** A cell's code with what only IPython understands put out of the way; every line keeps its place. */
export function pythonOf(cell: string): string {
  if (/^\s*%%/.test(cell) && !pythonMagic.test(cell.trimStart())) return '';
  return cell.replace(/^([ \t]*)([%!?].*|.*\?)$/gm, (line, indent: string, magic: string) => {
    if (/^[^%!?]/.test(magic) && !/^[\w.]+\?{1,2}$/.test(magic)) return line;
    return indent === '' ? `#${magic.slice(1)}` : `${indent}pass`;
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
