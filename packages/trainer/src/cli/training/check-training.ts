import type { TrainingConfig } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import { checkFit } from '../../data/fit-network.js';
import { knownDataset } from '../../data/known-datasets.js';
import { buildNetwork } from '../../training/network.js';
import { checkTrainable } from '../../training/untrainable.js';

/**
 * Refuses, before anything is fetched or made, what cannot be trained: images of another size, more classes than the
 * network has outputs, a range beyond the last image, a layer that training does not know, a loss that one output cannot have. Of the user's own pictures
 * this is known once they are read.
 * @throws ConvScopeError `dataset-shape`, `dataset-more-classes`, `train-range-too-far`, and what `buildNetwork` and
 * `checkTrainable` throw
 */
export function checkTraining(model: unknown, { dataset, compile, fit }: TrainingConfig): void {
  const network = buildNetwork(model);
  checkTrainable(network, compile.loss);
  const known = knownDataset(dataset);
  if (known === undefined) return;
  checkFit({ training: known.images }, dataset, network);
  const count = Math.floor(known.counts.training * (1 - fit.validationSplit));
  const [first, last] = fit.trainRange ?? [0, 0];
  if (last >= count) throw new ConvScopeError('train-range-too-far', { first, last, newest: count - 1 });
}
