import type { RunRecord } from './record.js';

/** Where a run stands. */
export interface Progress {
  /** From 1. */
  epoch: number;
  epochs: number;
  batch: number;
  batches: number;
  /** Images seen in this epoch, and how many it has. */
  samples: number;
  totalSamples: number;
  /** Measured, a mean over the newest batches; `null` before the first. */
  samplesPerSecond: number | null;
  /** s until the last batch; `null` while there is too little to tell. */
  secondsLeft: number | null;
  learningRate: number;
  /** Where in the run: 1.5 is the middle of the second epoch. */
  at: number;
}

/** Before so many batches the speed is still that of warming up. */
const enoughBatches = 8;

/** Where the run stands, or `null` before anything is known of it. */
export function progressOf(record: RunRecord): Progress | null {
  const { created, batch } = record;
  if (!created) return null;
  const { plan } = created;
  const epoch = batch?.epoch ?? 0;
  const samples = batch?.samples ?? 0;
  const samplesPerSecond = meanRate(record.rates);
  const left = (plan.epochs - epoch) * plan.samples - samples;
  const known = samplesPerSecond !== null && record.rates.length >= enoughBatches && !record.ended;
  return {
    epoch: epoch + 1,
    epochs: plan.epochs,
    batch: batch?.batch ?? 0,
    batches: plan.batches,
    samples,
    totalSamples: plan.samples,
    samplesPerSecond,
    secondsLeft: known && left > 0 ? left / samplesPerSecond : null,
    learningRate: batch?.learningRate ?? created.optimizer.learningRate,
    at: epoch + (batch ? batch.batch / plan.batches : 0),
  };
}

/** The mean speed: images over time, so a slow batch weighs what it lasted. */
function meanRate(rates: readonly number[]): number | null {
  const measured = rates.filter((rate) => rate > 0);
  if (measured.length === 0) return null;
  return measured.length / measured.reduce((sum, rate) => sum + 1 / rate, 0);
}
