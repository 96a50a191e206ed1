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
