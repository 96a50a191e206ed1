import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openScriptReader, type ScriptReader } from '../../src/script/index.js';

const require = createRequire(import.meta.url);
let opened: Promise<ScriptReader> | undefined;

/** One reader for all tests: its WebAssembly is loaded once. */
export function scriptReader(): Promise<ScriptReader> {
  opened ??= openScriptReader({
    treeSitterWasm: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    pythonWasm: readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm')),
  });
  return opened;
}
