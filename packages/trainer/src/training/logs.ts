import type { TrainingConfig } from '@convscope/model';
import type { Logs } from '@convscope/protocol';
import type { BatchResult } from '../engines/engine.js';
import type { TrainingProgress } from './progress.js';

/** Keras's logs of a result over `samples` images. */
export function logsOf(
  { loss, metricSums }: BatchResult,
  { compile }: TrainingConfig,
  samples: number,
): Logs {
  const metrics = compile.metrics.map((metric, i) => [metric, metricSums[i]! / samples] as const);
  return { loss, ...Object.fromEntries(metrics) };
}

/** Sums, so that a smaller last batch weighs less in the epoch's mean, as in Keras. */
export function addToSums(
  { sums }: TrainingProgress,
  { loss, metricSums }: BatchResult,
  { compile }: TrainingConfig,
  samples: number,
): void {
  const add = (name: string, value: number) => (sums.logs[name] = (sums.logs[name] ?? 0) + value);
  sums.samples += samples;
  add('loss', loss * samples);
  compile.metrics.forEach((metric, i) => add(metric, metricSums[i]!));
}

/** The means over the epoch so far. */
export function meanLogs({ sums }: TrainingProgress): Logs {
  return Object.fromEntries(Object.entries(sums.logs).map(([name, sum]) => [name, sum / sums.samples]));
}

/** Keras's names for what was measured on other images than those trained on. */
export function validationLogs(evaluation: Logs): Logs {
  return Object.fromEntries(Object.entries(evaluation).map(([metric, value]) => [`val_${metric}`, value]));
}
