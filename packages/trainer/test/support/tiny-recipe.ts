import type { Recipe } from '../../src/runs/recipe.js';
import { tinyModel } from './tiny.js';
import { tinyTraining } from './tiny-training.js';

/** Eight values in three weights. */
export const tinyLayout = [
  { layer: 'conv2d', name: 'kernel', shape: [2, 2, 1, 1] },
  { layer: 'conv2d', name: 'bias', shape: [1] },
  { layer: 'dense', name: 'kernel', shape: [1, 3] },
];

/** What a run folder is made with, but for what is given. */
export const tinyRecipe = (changes: Partial<Recipe> = {}): Recipe => ({
  format: 2,
  runId: '20261124-093012-tiny-0000',
  name: 'tiny',
  title: { en: 'Tiny', ru: 'Малая сеть' },
  startedAt: 1,
  model: tinyModel,
  training: tinyTraining(),
  seed: 1,
  initialWeights: 'seed',
  engine: null,
  layout: tinyLayout,
  ...changes,
});
