import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { ModelError, type ModelDescription } from '@convscope/model';
import type { FileWarning, ModelFile } from '@convscope/model/files';
import { ConvScopeError } from '@convscope/protocol';
import type { Say } from '../texts.js';

/** Whether a person's word names a file. */
export const isFile = (text: string): Promise<boolean> =>
  stat(text).then(
    (found) => found.isFile(),
    () => false,
  );

/**
 * Reads a model file: `.keras`, `.h5`, or TensorFlow.js's `model.json` with the files that it names beside it.
 * @throws ConvScopeError `model-file-unreadable`
 */
export async function openModelFile(file: string): Promise<ModelFile> {
  const { readModelFile, readTfjs } = await import('@convscope/model/files');
  const bytes = await readBytes(file);
  const beside = (name: string) => readBytes(path.join(path.dirname(file), name));
  return readable(file, () => (file.endsWith('.json') ? readTfjs(bytes, beside) : readModelFile(bytes)));
}

/**
 * The weights of a file, in the order of the model's layers, whatever else the file holds.
 * @throws ConvScopeError `model-file-unreadable`, also where they do not fit the model
 */
export async function openWeightsFile(file: string, description: ModelDescription): Promise<Float32Array[]> {
  const { readWeightsFile } = await import('@convscope/model/files');
  const bytes = await readBytes(file);
  return readable(file, () => readWeightsFile(bytes, description).map(({ values }) => values));
}

/** What is odd about a file that can be read all the same, in the user's language. */
export function warningText(warning: FileWarning, say: Say): string {
  switch (warning.kind) {
    case 'not-finite':
      return say('file.notFinite', { layer: warning.layer, weight: warning.weight });
    case 'compile-not-read':
      return say('file.compileNotRead', { reason: warning.reason });
    case 'metric-not-read':
      return say('file.metricNotRead', { metric: warning.metric });
    case 'optimizer-not-read':
      return say('file.optimizerNotRead', { reason: warning.reason });
  }
}

/** What is odd about a file's weights: all that matters to somebody who does not train it. */
export const weightNotes = (warnings: readonly FileWarning[], say: Say): string[] =>
  warnings.filter(({ kind }) => kind === 'not-finite').map((warning) => warningText(warning, say));

async function readBytes(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: unknown) => {
    throw new ConvScopeError(
      'model-file-unreadable',
      { file, reason: (error as Error).message },
      { cause: error },
    );
  });
}

async function readable<T>(file: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new ConvScopeError('model-file-unreadable', { file, reason: error.clause }, { cause: error });
  }
}
