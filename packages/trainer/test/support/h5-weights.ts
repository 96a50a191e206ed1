import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { WeightPlace } from '../../src/training/weights.js';

/** Reads a Keras `.h5` file's weights of these layers and names, in this order. */
export async function readH5Weights(
  file: string,
  weights: readonly WeightPlace[],
): Promise<Float32Array[]> {
  // h5wasm can only be imported: a test file that did so itself could not be loaded as mocha loads the others, and
  // would get modules of its own beside theirs.
  const { default: h5wasm } = await import('h5wasm');
  const { FS } = await h5wasm.ready;
  const name = path.basename(file);
  FS.writeFile(name, await readFile(file));
  const h5 = new h5wasm.File(name, 'r');
  try {
    return weights.map((weight) => {
      const dataset = h5.get(`model_weights/${weight.layer}/sequential/${weight.layer}/${weight.name}`);
      if (!(dataset instanceof h5wasm.Dataset))
        throw new Error(`${name} has no ${weight.layer}/${weight.name}`);
      return Float32Array.from(dataset.value as Float32Array);
    });
  } finally {
    h5.close();
    FS.unlink(name);
  }
}
