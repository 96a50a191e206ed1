import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModelError } from '@convscope/model';
import { openScriptReader, type ScriptDescription } from '@convscope/model/script';
import { ConvScopeError } from '@convscope/protocol';

/**
 * Reads a Keras script or a notebook without running it.
 * @throws ConvScopeError `model-file-unreadable` for a file that cannot be read, or a notebook that is none
 */
export async function readScriptFile(file: string): Promise<ScriptDescription> {
  const [text, treeSitterWasm, pythonWasm] = await Promise.all([
    readFile(file, 'utf8').catch((error: unknown) => {
      throw unreadable(file, error);
    }),
    readFile(wasmFile('web-tree-sitter')),
    readFile(wasmFile('tree-sitter-python')),
  ]);
  const reader = await openScriptReader({ treeSitterWasm, pythonWasm });
  try {
    return /\.ipynb$/i.test(file) ? reader.readNotebook(text) : reader.read(text);
  } catch (error) {
    throw error instanceof ModelError ? unreadable(file, error) : error;
  }
}

function unreadable(file: string, cause: unknown): ConvScopeError {
  const reason = cause instanceof ModelError ? cause.clause : (cause as Error).message;
  return new ConvScopeError('model-file-unreadable', { file, reason }, { cause });
}

/** Beside the built command line, or in its package while nothing is built. */
function wasmFile(name: 'web-tree-sitter' | 'tree-sitter-python'): string {
  const beside = path.join(path.dirname(fileURLToPath(import.meta.url)), `${name}.wasm`);
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(`${name}/${name}.wasm`);
}
