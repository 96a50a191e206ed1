import { averagePooling2D, conv2d, dense, flatten } from '../keras/layers.js';
import { sequential } from '../keras/sequential.js';
import type { Lesson } from '../lesson.js';
import { training } from '../training/training-config.js';

/**
 * Lesson 2: LeNet-5 (LeCun and others, 1998) reads handwritten digits. Shapes are `[height, width, channels]`,
 * without the batch: the sides shrink, the number of maps grows, and at the end dense layers decide.
 */
export const lenet5: Lesson = {
  id: 'lenet5',
  number: 2,
  title: { en: 'LeNet-5', ru: 'LeNet-5' },
  summary: { en: 'MNIST · 1 epoch', ru: 'MNIST · 1 эпоха' },

  model: sequential({ inputShape: [28, 28, 1] }, [
    // Six filters of 5×5 look for strokes and edges. "same" pads the picture with zeros at its border, so
    // that the window has a place for every pixel: 28×28, six maps. 5·5·1·6 weights + 6 biases = 156.
    conv2d({ filters: 6, kernelSize: 5, activation: 'tanh', padding: 'same' }),

    // The mean of every 2×2 window, moved by one pixel: a soft focus, 27×27×6. Nothing is learned here.
    // (The classic net, `lenet5-classic`, moves by two and halves the sides already here.)
    averagePooling2D({ poolSize: 2, strides: 1 }),

    // Sixteen filters, each over all six maps at once: strokes become corners and arcs.
    // "valid" uses only places where the whole window fits: 27 − 5 + 1 = 23, so 23×23×16.
    // 5·5·6·16 weights + 16 biases = 2,416.
    conv2d({ filters: 16, kernelSize: 5, activation: 'tanh' }),

    // Now two pixels at a time: 11×11×16. Where exactly an arc lies matters less and less.
    averagePooling2D({ poolSize: 2, strides: 2 }),

    // 120 filters over all sixteen maps: parts of digits. 11 − 5 + 1 = 7, so 7×7×120.
    // 5·5·16·120 weights + 120 biases = 48,120.
    conv2d({ filters: 120, kernelSize: 5, activation: 'tanh' }),

    // From maps to one row of numbers: 7·7·120 = 5,880.
    flatten(),

    // Every number to every unit. No weight is shared here, so this layer holds nine tenths of them all:
    // 5,880·84 + 84 = 494,004.
    dense({ units: 84, activation: 'tanh' }),

    // One unit per digit; softmax turns the ten sums into probabilities that add up to 1. 84·10 + 10 = 850.
    dense({ units: 10, activation: 'softmax' }),
  ]),

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
