import { activation, conv2d, dense, dropout, flatten, maxPooling2D } from '../keras/layers.js';
import { sequential } from '../keras/sequential.js';
import type { Lesson } from '../lesson.js';
import { training } from '../training/training-config.js';

/**
 * Lesson 3: a deeper network tells ten kinds of things apart in small colour pictures. Two convolutions in a
 * row see more than one wide one. Shapes are `[height, width, channels]`, without the batch.
 */
export const cifar10: Lesson = {
  id: 'cifar10',
  number: 3,
  title: { en: 'CIFAR-10 network', ru: 'Сеть для CIFAR-10' },
  summary: { en: 'augmentation · 1 epoch', ru: 'аугментация · 1 эпоха' },

  model: sequential({ inputShape: [32, 32, 3] }, [
    // 32 filters over red, green and blue: edges and colours. "same" keeps the size: 32×32×32.
    // 3·3·3·32 weights + 32 biases = 896. The activation is a layer of its own: relu keeps what is above 0.
    conv2d({ filters: 32, kernelSize: 3, padding: 'same' }),
    activation({ activation: 'relu' }),

    // Two windows of 3×3 in a row see 5×5 pixels, with fewer weights than one of 5×5 and a bend in between.
    // "valid" loses a pixel on each side: 30×30×32. 3·3·32·32 + 32 = 9,248.
    conv2d({ filters: 32, kernelSize: 3 }),
    activation({ activation: 'relu' }),

    // The strongest of every 2×2 window: 15×15×32. What was found stays, its exact place goes.
    maxPooling2D({ poolSize: 2 }),

    // In training a random quarter of the numbers is 0, so that the network learns more than one way to see.
    dropout({ rate: 0.25 }),

    // Smaller maps, and twice as many: shapes and parts. 15×15×64, 3·3·32·64 + 64 = 18,496.
    conv2d({ filters: 64, kernelSize: 3, padding: 'same' }),
    activation({ activation: 'relu' }),

    // 13×13×64, 3·3·64·64 + 64 = 36,928.
    conv2d({ filters: 64, kernelSize: 3 }),
    activation({ activation: 'relu' }),

    // 13 is odd: the last row and column find no window, 6×6×64.
    maxPooling2D({ poolSize: 2 }),
    dropout({ rate: 0.25 }),

    // 6·6·64 = 2,304 numbers in one row.
    flatten(),

    // All of them to 512 units: 2,304·512 + 512 = 1,180,160, most of the whole network.
    dense({ units: 512 }),
    activation({ activation: 'relu' }),
    dropout({ rate: 0.5 }),

    // One unit per kind of thing, as probabilities: 512·10 + 10 = 5,130.
    dense({ units: 10 }),
    activation({ activation: 'softmax' }),
  ]),

  training: training({
    dataset: { name: 'cifar10' },
    compile: {
      // The learning rate falls a little with every batch: 1e-4 / (1 + 1e-6 · batches so far).
      optimizer: { className: 'RMSprop', learningRate: 1e-4, decay: 1e-6 },
      loss: 'categorical_crossentropy',
      metrics: ['accuracy'],
    },
    fit: { batchSize: 32, epochs: 1 },
    // Every image is moved by up to a tenth of its side and mirrored half the time, differently in every epoch.
    augmentation: { widthShiftRange: 0.1, heightShiftRange: 0.1, horizontalFlip: true },
    saveAs: 'saved_models/keras_cifar10_trained_model.h5',
  }),
};
