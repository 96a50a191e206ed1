import type { Network } from './network.js';
import { randomStream } from './philox.js';

/**
 * The weights before the first step, by Keras's initializers. Each weight has a random stream of its own, named after
 * its layer.
 * @returns one array per `network.weights`
 * @throws ConvScopeError `model-unsupported` for an initializer that is not known
 */
export function initialWeights(
  { weights, initializers }: Pick<Network, 'weights' | 'initializers'>,
  seed: number,
): Float32Array[] {
  return weights.map(({ layer, name, shape }, i) =>
    initializers[i]!(shape, randomStream(seed, `initialize/${layer}/${name}`)),
  );
}
