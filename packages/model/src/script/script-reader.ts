import { openPython, type PythonSource, type PythonWasm } from './python/open-python.js';
import { readStatements } from './read-script.js';
import type { ScriptDescription } from './script-description.js';

/** Reads Keras scripts without running them. */
export interface ScriptReader {
  /** Reads a whole script. */
  read(source: string): ScriptDescription;
  /** A script that is read again and again while somebody writes it. */
  open(): OpenScript;
}

/** A script that changes. The one who opened it disposes it. */
export interface OpenScript {
  /** Reads the script as it is now; what did not change is not parsed again. */
  read(source: string): ScriptDescription;
  dispose(): void;
}

/** Loads what reading Python needs: two WebAssembly files, which the caller brings. */
export async function openScriptReader(wasm: PythonWasm): Promise<ScriptReader> {
  const python = await openPython(wasm);
  const open = (): OpenScript => {
    const source: PythonSource = python.open();
    return { read: (text) => readStatements(source.read(text)), dispose: () => source.dispose() };
  };
  return {
    open,
    read(text) {
      const script = open();
      try {
        return script.read(text);
      } finally {
        script.dispose();
      }
    },
  };
}
