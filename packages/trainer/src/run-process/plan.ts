import type { TrainingConfig } from '@convscope/model';
import { ConvScopeError, type RunEvent, type RunEventOf } from '@convscope/protocol';
import { partOf, type Dataset } from '../data/image-set.js';
import { knownDataset } from '../data/known-datasets.js';

export type Plan = RunEventOf<'created'>['plan'];

/**
 * How much there is to do, if that can be said before the data is read: the run said it before, or the set is a known
 * one. Throws `train-range-too-far`.
 */
export function knownPlan(training: TrainingConfig, events: readonly RunEvent[]): Plan | undefined {
  const created = events.find((event) => event.type === 'created');
  if (created) return withLength(created.plan, training.fit);
  const sizes = knownDataset(training.dataset)?.counts;
  if (!sizes || training.fit.validationSplit > 0) return undefined;
  return planOf(training, { samples: rangeLength(training.fit, sizes.training), testSamples: sizes.test });
}

/** How much there is to do with this data. */
export const planOfData = (training: TrainingConfig, data: Dataset): Plan =>
  planOf(training, { samples: data.training.count, testSamples: data.test.count });

/** Only the training images that the settings name. Throws `train-range-too-far`. */
export function dataToTrainOn(data: Dataset, { fit }: TrainingConfig): Dataset {
  rangeLength(fit, data.training.count);
  if (!fit.trainRange) return data;
  const [first, last] = fit.trainRange;
  return { ...data, training: partOf(data.training, first, last + 1) };
}

/** Throws `data-changed` where the data is not what was planned for: the same bits could not come out. */
export function checkPlan(plan: Plan, data: Dataset, runId: string): void {
  const planned = `${plan.samples} + ${plan.testSamples}`;
  const found = `${data.training.count} + ${data.test.count}`;
  if (planned !== found) throw new ConvScopeError('data-changed', { runId, planned, found });
}

function planOf({ fit }: TrainingConfig, sizes: { samples: number; testSamples: number }): Plan {
  const { batchSize } = fit;
  const batches = Math.ceil(sizes.samples / batchSize);
  return withLength({ epochs: fit.epochs, batchSize, ...sizes, batches }, fit);
}

function withLength(plan: Plan, { epochs, maxSteps }: TrainingConfig['fit']): Plan {
  const longer = { ...plan, epochs };
  delete longer.maxSteps;
  return maxSteps === undefined ? longer : { ...longer, maxSteps };
}

function rangeLength({ trainRange }: TrainingConfig['fit'], count: number): number {
  if (!trainRange) return count;
  const [first, last] = trainRange;
  if (first > last || last >= count) {
    throw new ConvScopeError('train-range-too-far', { first, last, newest: count - 1 });
  }
  return last - first + 1;
}
