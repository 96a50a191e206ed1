import { datasetDownloadBytes, datasetNames } from '../lesson.js';
import type { DatasetConfig } from './training-config.js';

/** What people call a data set: `MNIST`, or the last part of its path. */
export function datasetName(dataset: DatasetConfig): string {
  if (dataset.name === 'mnist' || dataset.name === 'cifar10') return datasetNames[dataset.name];
  return dataset.path.split(/[/\\]/).findLast((part) => part !== '') ?? dataset.path;
}

/** What fetching a data set brings over the network, in bytes; `undefined` for the user's own pictures. */
export function datasetDownload(dataset: DatasetConfig): number | undefined {
  return dataset.name === 'mnist' || dataset.name === 'cifar10'
    ? datasetDownloadBytes[dataset.name]
    : undefined;
}
