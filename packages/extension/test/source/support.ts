import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { openScriptReader, type ScriptReader } from '@convscope/model/script';
import { Readings } from '../../src/source/readings.js';
import type { SourceDescription } from '../../src/source/reading.js';

const modules = createRequire(new URL('../../../model/package.json', import.meta.url));

/** The real reader of scripts. */
export async function openReader(): Promise<ScriptReader> {
  const [treeSitterWasm, pythonWasm] = await Promise.all(
    ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm'].map((file) =>
      readFile(modules.resolve(file)),
    ),
  );
  return openScriptReader({ treeSitterWasm: treeSitterWasm!, pythonWasm: pythonWasm! });
}

let shared: Readings | undefined;

/** What is known of one script, or of the cells of a notebook. */
export async function describeSource(
  text: string | readonly string[],
  kind: 'script' | 'config' | 'notebook' = typeof text === 'string' ? 'script' : 'notebook',
): Promise<SourceDescription> {
  shared ??= new Readings({
    openReader,
    onError: (error) => {
      throw error;
    },
  });
  const key = String(text);
  const texts = typeof text === 'string' ? [text] : text;
  const description = await shared.read(key, () => ({ kind, texts }));
  shared.forget(key);
  if (description === undefined) throw new Error('Nothing of Keras was found.');
  return description;
}

/** LeNet-5 as the course writes it, one layer a line from line 4 on. */
export const lenet5 = `import keras
from keras.layers import AveragePooling2D, Conv2D, Dense, Flatten
model = keras.Sequential()
model.add(Conv2D(6, (5, 5), activation='tanh', padding='same', input_shape=(28, 28, 1)))
model.add(AveragePooling2D((2, 2), strides=(1, 1)))
model.add(Conv2D(16, (5, 5), activation='tanh'))
model.add(AveragePooling2D((2, 2)))
model.add(Conv2D(120, (5, 5), activation='tanh'))
model.add(Flatten())
model.add(Dense(84, activation='tanh'))
model.add(Dense(10, activation='softmax'))
`;
