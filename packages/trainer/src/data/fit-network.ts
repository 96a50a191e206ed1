import { datasetName, type DatasetConfig } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import type { Dataset } from './image-set.js';

/** What of a network decides which pictures it can be trained on. */
export interface NetworkShape {
  /** `[height, width, channels]`. */
  inputShape: readonly [number, number, number];
  /** Width of the last layer; one output tells two classes apart. */
  outputs: number;
}

/**
 * Whether a network can be trained on a data set.
 *
 * @throws ConvScopeError `dataset-shape`, `dataset-more-classes`
 */
export function checkFit(dataset: Dataset, config: DatasetConfig, network: NetworkShape): void {
  const { height, width, channels, classes } = dataset.training;
  const have = [height, width, channels];
  if (have.some((size, axis) => size !== network.inputShape[axis])) {
    throw new ConvScopeError('dataset-shape', {
      dataset: datasetName(config),
      have: have.join(' × '),
      want: network.inputShape.join(' × '),
    });
  }
  if (classes > Math.max(network.outputs, 2)) {
    throw new ConvScopeError('dataset-more-classes', {
      dataset: datasetName(config),
      classes,
      outputs: network.outputs,
    });
  }
}
