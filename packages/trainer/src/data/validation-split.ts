import { ConvScopeError } from '@convscope/protocol';
import { partOf, type Dataset } from './image-set.js';

/**
 * Keras's `validation_split`: the last share of the training images, as they lie in the files, is validated on and no
 * longer trained with. 0 leaves everything as it is.
 *
 * @throws ConvScopeError `dataset-split` where one of both would be empty
 */
export function splitOffValidation(dataset: Dataset, share: number): Dataset {
  if (share === 0) return dataset;
  const { training } = dataset;
  // As Keras computes it, rounding errors included.
  const at = Math.floor(training.count * (1 - share));
  if (at === 0 || at === training.count) {
    throw new ConvScopeError('dataset-split', { share, count: training.count });
  }
  return { ...dataset, training: partOf(training, 0, at), validation: partOf(training, at, training.count) };
}
