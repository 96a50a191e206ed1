import { averagePooling2D, conv2d, dense, flatten } from '../keras/layers.js';
import { sequential } from '../keras/sequential.js';
import type { Lesson } from '../lesson.js';
import { training } from '../training/training-config.js';

/**
 * Lesson 2, as LeNet-5 was built in 1998: the first pooling already moves by two pixels. One number differs from
 * `lenet5`, and nine tenths of the parameters are gone. What do they cost in accuracy, and what in time?
 */
export const lenet5Classic: Lesson = {
  id: 'lenet5-classic',
  variantOf: 'lenet5',
  number: 2,
  title: { en: 'Classic LeNet-5', ru: 'Классическая LeNet-5' },
  summary: {
    en: 'MNIST · as in 1998, pooling by two · 1 epoch',
    ru: 'MNIST · как в 1998 году, пулинг с шагом 2 · 1 эпоха',
  },

  model: sequential({ inputShape: [28, 28, 1] }, [
    // As in `lenet5`: six filters of 5×5, 28×28×6. 5·5·1·6 weights + 6 biases = 156.
    conv2d({ filters: 6, kernelSize: 5, activation: 'tanh', padding: 'same' }),

    // The one difference: windows of 2×2 side by side instead of overlapping. A quarter of the places: 14×14×6.
    averagePooling2D({ poolSize: 2, strides: 2 }),

    // 14 − 5 + 1 = 10: 10×10×16. 5·5·6·16 + 16 = 2,416, as before: shared weights do not ask how large a picture is.
    conv2d({ filters: 16, kernelSize: 5, activation: 'tanh' }),

    // 5×5×16.
    averagePooling2D({ poolSize: 2, strides: 2 }),

    // The window now covers the whole map: 5 − 5 + 1 = 1, so 1×1×120. 5·5·16·120 + 120 = 48,120.
    conv2d({ filters: 120, kernelSize: 5, activation: 'tanh' }),

    // 120 numbers, where `lenet5` has 5,880.
    flatten(),

    // Here is what was saved: 120·84 + 84 = 10,164, and 494,004 in `lenet5`.
    dense({ units: 84, activation: 'tanh' }),

    // One unit per digit: 84·10 + 10 = 850.
    dense({ units: 10, activation: 'softmax' }),
  ]),

  // Trained exactly as `lenet5` is, so that only the network differs.
  training: training({
    dataset: { name: 'mnist' },
    compile: {
      optimizer: { className: 'SGD', learningRate: 0.01 },
      loss: 'categorical_crossentropy',
      metrics: ['accuracy'],
    },
    fit: { batchSize: 128, epochs: 1 },
  }),
};
