import { notebookCells, pythonOf } from './notebook.js';
import { openPython, type PythonSource, type PythonWasm } from './python/open-python.js';
import { readStatements } from './read-script.js';
import type { ScriptDescription } from './script-description.js';

/** Reads Keras scripts and notebooks without running them. */
export interface ScriptReader {
  /** Reads a whole script. */
  read(source: string): ScriptDescription;
  /** Reads an `.ipynb` file. @throws ModelError `damaged-file` */
  readNotebook(text: string): ScriptDescription;
  /** A script that is read again and again while somebody writes it. */
  open(): OpenScript;
  /** A notebook that is read again and again while somebody writes it. */
  openNotebook(): OpenNotebook;
}

/** A script that changes. Who opened it disposes it. */
export interface OpenScript {
  /** Reads the script as it is now; what did not change is not parsed again. */
  read(source: string): ScriptDescription;
  dispose(): void;
}

/** A notebook that changes. Who opened it disposes it. */
export interface OpenNotebook {
  /** Reads its cells as they are now, one after the other; an empty text for what is no Python. */
  read(cells: readonly string[]): ScriptDescription;
  dispose(): void;
}

/** Loads what reading Python needs: two WebAssembly files, which the caller brings. */
export async function openScriptReader(wasm: PythonWasm): Promise<ScriptReader> {
  const python = await openPython(wasm);

  const open = (): OpenScript => {
    const source = python.open();
    return { read: (text) => readStatements(source.read(text)), dispose: () => source.dispose() };
  };

  const openNotebook = (): OpenNotebook => {
    const sources: PythonSource[] = [];
    return {
      read(cells) {
        for (const source of sources.splice(cells.length)) source.dispose();
        return readStatements(
          cells.flatMap((cell, index) => (sources[index] ??= python.open(index)).read(pythonOf(cell))),
        );
      },
      dispose() {
        for (const source of sources.splice(0)) source.dispose();
      },
    };
  };

  return {
    open,
    openNotebook,
    read: (text) => once(open(), (script) => script.read(text)),
    readNotebook: (text) => {
      const cells = notebookCells(text);
      return once(openNotebook(), (notebook) => notebook.read(cells));
    },
  };
}

function once<T extends { dispose(): void }, Result>(opened: T, read: (opened: T) => Result): Result {
  try {
    return read(opened);
  } finally {
    opened.dispose();
  }
}
