import { imageDataGenerator, optimizer } from '@convscope/model';
import { drawAugmentation } from '../../src/augmentation/draw.js';
import { planAugmentation } from '../../src/augmentation/plan.js';
import type { Engine } from '../../src/engines/engine.js';
import { initialWeights } from '../../src/training/initialize.js';
import { buildNetwork } from '../../src/training/network.js';
import { lines, sequential } from './tiny.js';

/** What a few steps on an engine gave; plain numbers, to be printed by one process and compared by another. */
export interface TinySteps {
  losses: number[];
  evaluation: { loss: number; metricSums: readonly number[] };
  weights: number[][];
}

const model = sequential(
  [6, 6, 1],
  [
    ['Conv2D', { filters: 4, kernel_size: [3, 3], padding: 'same', activation: 'tanh' }],
    ['AveragePooling2D', { pool_size: [2, 2] }],
    ['Dropout', { rate: 0.25 }],
    ['Conv2D', { filters: 3, kernel_size: [2, 2], activation: 'relu' }],
    ['MaxPooling2D', { pool_size: [2, 2] }],
    ['Flatten', {}],
    ['Dense', { units: 2, activation: 'softmax' }],
  ],
);
const batchSize = 8;

/** Trains a tiny network with dropout and augmentation: everything that an engine computes has a part in it. */
export async function tinySteps(engine: Engine, steps = 6): Promise<TinySteps> {
  const network = buildNetwork(model);
  const training = lines(32);
  const augmentation = await planAugmentation(
    imageDataGenerator({ widthShiftRange: 0.2, heightShiftRange: 0.2, horizontalFlip: true }),
    training,
  );
  const session = await engine.open({
    network,
    weights: initialWeights(network, 3),
    compile: {
      optimizer: optimizer({ className: 'Adam', learningRate: 0.01 }),
      loss: 'categorical_crossentropy',
      metrics: ['accuracy'],
    },
    dropout: true,
    augmentation,
    training,
    test: lines(20, 2),
    batchSize,
  });
  const losses: number[] = [];
  for (let iterations = 0; iterations < steps; iterations++) {
    const from = (iterations * batchSize) % training.count;
    const { loss } = await session.step({
      indices: Int32Array.from({ length: batchSize }, (_, i) => from + i),
      learningRate: 0.01,
      iterations,
      key: [iterations, 7],
      draws: drawAugmentation(augmentation, { seed: 1, epoch: 0, from, count: batchSize }),
    });
    losses.push(loss);
  }
  const evaluation = await session.evaluate();
  const weights = (await session.readWeights()).map(({ values }) => [...values]);
  session.dispose();
  return { losses, evaluation, weights };
}
