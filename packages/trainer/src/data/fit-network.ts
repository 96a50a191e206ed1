import os from 'node:os';
import { datasetName, type DatasetConfig } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import type { ImageSet } from './image-set.js';

/** What of a network decides which pictures it can be trained on. */
export interface NetworkShape {
  /** `[height, width, channels]`. */
  inputShape: readonly [number, number, number];
  /** Width of the last layer; one output tells two classes apart. */
  outputs: number;
}

/** What must be known of the pictures: less than having them. */
interface KnownDataset {
  training: Pick<ImageSet, 'height' | 'width' | 'channels' | 'classes'>;
}

/**
 * Whether a network can be trained on a data set.
 *
 * @throws ConvScopeError `dataset-shape`, `dataset-more-classes`
 */
export function checkFit({ training }: KnownDataset, config: DatasetConfig, network: NetworkShape): void {
  const { height, width, channels, classes } = training;
  const dataset = datasetName(config);
  checkShape({ dataset, have: [height, width, channels] }, network);
  checkClasses({ dataset, classes }, network);
}

/** @throws ConvScopeError `dataset-shape` where images of the shape `have` are not what the network takes */
export function checkShape(
  { dataset, have }: { dataset: string; have: readonly number[] },
  { inputShape }: NetworkShape,
): void {
  if (have.length === inputShape.length && have.every((size, axis) => size === inputShape[axis])) return;
  const [found, want] = [have.join(' × '), inputShape.join(' × ')];
  throw new ConvScopeError('dataset-shape', { dataset, have: found, want });
}

/** @throws ConvScopeError `dataset-more-classes` where the network's outputs are too few */
export function checkClasses(
  { dataset, classes }: { dataset: string; classes: number },
  { outputs }: NetworkShape,
): void {
  if (classes > Math.max(outputs, 2))
    throw new ConvScopeError('dataset-more-classes', { dataset, classes, outputs });
}

/**
 * Data is held twice, by us and by the engine: a quarter of the machine's memory is what each may take.
 *
 * @throws ConvScopeError `dataset-too-large`
 */
export function checkMemory(dataset: string, bytes: number): void {
  const limit = os.totalmem() / 4;
  if (bytes <= limit) return;
  throw new ConvScopeError('dataset-too-large', {
    dataset,
    gigabytes: inGigabytes(bytes),
    limit: inGigabytes(limit),
  });
}

const inGigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
