import type { TrainingConfig } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import { cifar10Shape } from '../../data/cifar10-strips.js';
import { checkFit } from '../../data/fit-network.js';
import { mnistSizes } from '../../data/mnist.js';
import { buildNetwork } from '../../training/network.js';

/** What is known of the images before they are here. */
const known = {
  mnist: { height: 28, width: 28, channels: 1, classes: 10, count: mnistSizes.training },
  cifar10: { ...cifar10Shape, count: 50_000 },
} as const;

/**
 * Refuses, before anything is fetched or made, what cannot be trained: images of another size, more classes than the
 * network has outputs, a range beyond the last image. Of the user's own pictures this is known once they are read.
 * @throws ConvScopeError `dataset-shape`, `dataset-more-classes`, `train-range-too-far`, `model-unsupported`
 */
export function checkTraining(model: unknown, { dataset, fit }: TrainingConfig): void {
  const network = buildNetwork(model);
  if (dataset.name !== 'mnist' && dataset.name !== 'cifar10') return;
  const images = known[dataset.name];
  checkFit({ training: images }, dataset, network);
  const count = Math.floor(images.count * (1 - fit.validationSplit));
  const [first, last] = fit.trainRange ?? [0, 0];
  if (last >= count) throw new ConvScopeError('train-range-too-far', { first, last, newest: count - 1 });
}
