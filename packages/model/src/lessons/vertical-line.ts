import { conv2d, globalMaxPooling2D } from '../keras/layers.js';
import { sequential } from '../keras/sequential.js';
import type { Lesson } from '../lesson.js';

/**
 * Lesson 1: one filter, set by hand, finds a vertical line. Nothing is trained; it shows what a convolution
 * computes. Shapes are `[height, width, channels]`, without the batch.
 */
export const verticalLine: Lesson = {
  id: 'vertical-line',
  number: 1,
  title: { en: 'Vertical-line detector', ru: 'Детектор вертикальной линии' },
  summary: {
    en: '8×8 picture · one filter, set by hand',
    ru: 'картинка 8×8 · один фильтр, заданный вручную',
  },

  model: sequential({ inputShape: [8, 8, 1] }, [
    // A 3×3 window slides over the picture and has 8 − 3 + 1 = 6 places along each side: 6×6×1.
    // At each place it multiplies nine pixels by nine weights, adds a bias, and keeps what is above 0 (relu).
    // Nine weights and a bias serve all 36 places: 10 parameters.
    conv2d({ filters: 1, kernelSize: 3, activation: 'relu' }),

    // The largest of the 36 answers: how strongly the line was found anywhere. One number is left.
    globalMaxPooling2D(),
  ]),

  byHand: {
    weights: [
      // Ones below each other: the filter adds up three pixels of a column, and ignores those beside it.
      { name: 'kernel', shape: [3, 3, 1, 1], values: [0, 1, 0, 0, 1, 0, 0, 1, 0] },
      { name: 'bias', shape: [1], values: [0] },
    ],
    input: {
      // A white line, two pixels wide, from top to bottom.
      shape: [1, 8, 8, 1],
      values: Array.from({ length: 8 }, () => [0, 0, 0, 1, 1, 0, 0, 0]).flat(),
    },
    // Three pixels of 1 under three weights of 1.
    answer: [3],
  },
};
