import { statSync } from 'node:fs';
import path from 'node:path';
import type { DatasetConfig } from '@convscope/model';
import { suggest } from '../suggest.js';
import type { Say } from '../texts.js';
import { UsageError } from '../usage-errors.js';

const known = ['mnist', 'cifar10'] as const;

/**
 * The data set that a person names: one that is fetched, a folder of class folders, an `.npz` file. Paths become
 * absolute, since a run process has a folder of its own.
 * @throws UsageError where there is nothing of the kind
 */
export function datasetOf(text: string, say: Say): DatasetConfig {
  const name = known.find((each) => each === text);
  if (name !== undefined) return { name };
  const file = statSync(text, { throwIfNoEntry: false });
  if (file?.isDirectory()) return { name: 'folder', path: path.resolve(text) };
  if (file?.isFile() && text.endsWith('.npz')) return { name: 'npz', path: path.resolve(text) };
  const sentence = say(file ? 'error.datasetKind' : 'error.noDataset', { name: text });
  const word = suggest(text, known);
  throw new UsageError(word === undefined ? sentence : say('error.didYouMean', { sentence, word }));
}

/** The known data set whose images have this shape, `[height, width, channels]`, if there is one. */
export function datasetForShape(shape: readonly (number | null)[]): DatasetConfig | undefined {
  switch (shape.join('×')) {
    case '28×28×1':
      return { name: 'mnist' };
    case '32×32×3':
      return { name: 'cifar10' };
    default:
      return undefined;
  }
}
