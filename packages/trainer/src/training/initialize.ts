import type { Network } from './network.js';
import { randomStream } from './philox.js';

/**
 * The weights before the first step: Keras's `glorot_uniform` for kernels, zeros for biases. Each weight has a random
 * stream of its own, named after its layer.
 * @returns one array per `network.weights`
 */
export function initialWeights(network: Pick<Network, 'weights'>, seed: number): Float32Array[] {
  return network.weights.map(({ layer, name, shape }) => {
    const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
    if (name !== 'kernel') return values;
    const limit = glorotLimit(shape);
    const { uniform } = randomStream(seed, `initialize/${layer}/${name}`);
    return values.map(() => (2 * uniform() - 1) * limit);
  });
}

/**
 * √(6 / (fan in + fan out)); Glorot and Bengio, 2010. As in Keras, a fan is the window's size times the channels.
 * @param shape `[in, out]` or `[height, width, in, out]`
 */
export function glorotLimit(shape: readonly number[]): number {
  const window = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const fanIn = window * shape.at(-2)!;
  const fanOut = window * shape.at(-1)!;
  return Math.sqrt(6 / (fanIn + fanOut));
}
