import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildNetwork, type Network } from '../../src/training/network.js';

/** What a Keras `.h5` file holds. */
export interface H5Model {
  /** As `describeModel` takes it. */
  config: unknown;
  /** By layer and name: `conv2d/kernel`. */
  weights: Map<string, Float32Array>;
  /** In the file's order; the iteration first, the learning rate only where it is no schedule. */
  optimizerWeights: { name: string; values: Float32Array }[];
}

/** Reads a whole model file, with an independent reader. */
export async function readH5Model(file: string | URL): Promise<H5Model> {
  // h5wasm can only be imported: a test file that did so itself could not be loaded as mocha loads the others, and
  // would get modules of its own beside theirs.
  const { default: h5wasm } = await import('h5wasm');
  const { FS } = await h5wasm.ready;
  const name = path.basename(typeof file === 'string' ? file : fileURLToPath(file));
  FS.writeFile(name, await readFile(file));
  const h5 = new h5wasm.File(name, 'r');
  try {
    const names = (at: string, key: string) => {
      const group = h5.get(at);
      const value = group instanceof h5wasm.Group ? group.attrs[key]?.value : undefined;
      // An empty list is one of numbers.
      return Array.from((value ?? []) as string[]);
    };
    const read = (at: string) => {
      const dataset = h5.get(at);
      if (!(dataset instanceof h5wasm.Dataset)) throw new Error(`${name} has no ${at}`);
      return valuesOf(dataset.value as number | bigint | ArrayLike<number | bigint>);
    };
    const layers = names('model_weights', 'layer_names');
    const weights = layers.flatMap((layer) =>
      names(`model_weights/${layer}`, 'weight_names').map((weight): [string, Float32Array] => [
        `${layer}/${weight.split('/').at(-1)!}`,
        read(`model_weights/${layer}/${weight}`),
      ]),
    );
    const optimizerWeights = names('optimizer_weights', 'weight_names').map((weight) => ({
      name: weight,
      values: read(`optimizer_weights/${weight}`),
    }));
    const config = JSON.parse(h5.attrs['model_config']!.value as string) as unknown;
    return { config, weights: new Map(weights), optimizerWeights };
  } finally {
    h5.close();
    FS.unlink(name);
  }
}

/** A file's network, and its weights in the network's order. */
export function placeModel({ config, weights }: Pick<H5Model, 'config' | 'weights'>): {
  network: Network;
  weights: Float32Array[];
} {
  const network = buildNetwork(config);
  return {
    network,
    weights: network.weights.map(({ layer, name }) => weights.get(`${layer}/${name}`)!),
  };
}

/** A scalar is read as a number, whole ones as big ones. */
function valuesOf(value: number | bigint | ArrayLike<number | bigint>): Float32Array {
  return Float32Array.from(typeof value === 'object' ? Array.from(value, Number) : [Number(value)]);
}
