import type { KerasModelConfig } from '@convscope/model';
import type { ImageSet } from '../../src/data/image-set.js';
import { randomStream } from '../../src/training/philox.js';

/** A Keras config from layers written as `['Conv2D', { filters: 2, … }]`; names are numbered by us. */
export function sequential(
  inputShape: readonly [number, number, number],
  layers: readonly (readonly [string, Record<string, unknown>])[],
): KerasModelConfig {
  const input = { class_name: 'InputLayer', config: { name: 'input', batch_shape: [null, ...inputShape] } };
  const named = layers.map(([class_name, config], i) => ({
    class_name,
    config: { name: `layer_${i}`, ...config },
  }));
  return { class_name: 'Sequential', config: { name: 'tiny', layers: [input, ...named] } };
}

/**
 * A functional Keras config, of Keras 2's shorter form: each layer with the names of those that it takes its inputs
 * from. `input` is the picture.
 */
export function functional(
  inputShape: readonly [number, number, number],
  output: string | readonly string[],
  layers: readonly (readonly [
    layer: readonly [string, Record<string, unknown>],
    inputs: readonly string[],
  ])[],
) {
  const input = { name: 'input', batch_shape: [null, ...inputShape] };
  const history = (name: string) => [name, 0, 0];
  return {
    class_name: 'Functional',
    config: {
      name: 'head',
      layers: [
        { class_name: 'InputLayer', name: 'input', config: input, inbound_nodes: [] },
        ...layers.map(([[class_name, config], inputs]) => ({
          class_name,
          config,
          inbound_nodes: inputs.length === 0 ? [] : [inputs.map(history)],
        })),
      ],
      input_layers: [history('input')],
      output_layers: [output].flat().map(history),
    } as Record<string, unknown>,
  };
}

/** A network that learns in a few steps: one convolution, pooling, a decision between two classes. */
export const tinyModel = sequential(
  [6, 6, 1],
  [
    ['Conv2D', { filters: 4, kernel_size: [3, 3], activation: 'relu' }],
    ['MaxPooling2D', { pool_size: [2, 2] }],
    ['Flatten', {}],
    ['Dense', { units: 2, activation: 'softmax' }],
  ],
);

/** Pictures with one bright line and some noise: class 0 has it lying, class 1 upright. */
export function lines(count: number, seed = 1): ImageSet {
  const { below } = randomStream(seed, 'lines');
  const labels = Uint8Array.from({ length: count }, () => below(2));
  const images = new Uint8Array(count * 36);
  labels.forEach((upright, i) => {
    const place = below(6);
    for (let row = 0; row < 6; row++) {
      for (let column = 0; column < 6; column++) {
        const onLine = (upright ? column : row) === place;
        images[i * 36 + row * 6 + column] = onLine ? 200 + below(56) : below(40);
      }
    }
  });
  return { count, height: 6, width: 6, channels: 1, classes: 2, images, labels };
}
