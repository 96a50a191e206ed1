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
  /** As the trainer measured it over its newest batches; of an ended run the mean. `null` before the first batch. */
  samplesPerSecond: number | null;
  /** s until the run ends; `null` while there is too little to tell. */
  secondsLeft: number | null;
  learningRate: number;
  /** Where in the run: 1.5 is the middle of the second epoch. */
  at: number;
}

/** Before so many batches the speed is too unsteady to foretell anything from. */
const enoughBatches = 8;

/** Where the run stands, or `null` before anything is known of it. */
export function progressOf(record: RunRecord): Progress | null {
  const { created, batch } = record;
  if (!created) return null;
  const { plan } = created;
  const epoch = batch?.epoch ?? 0;
  return {
    epoch: epoch + 1,
    epochs: plan.epochs,
    batch: batch?.batch ?? 0,
    batches: plan.batches,
    samples: batch?.samples ?? 0,
    totalSamples: plan.samples,
    samplesPerSecond: record.ended ? meanSpeed(record) : (batch?.samplesPerSecond ?? null),
    secondsLeft: secondsLeft(record),
    learningRate: batch?.learningRate ?? created.optimizer.learningRate,
    at: epoch + (batch ? batch.batch / plan.batches : 0),
  };
}

/** The epoch that a step belongs to and its batch in it, both counted from 1; step 0 is before the first batch. */
export function batchOfStep(step: number, batches: number): { epoch: number; batch: number } {
  const epoch = Math.max(0, Math.ceil(step / batches) - 1);
  return { epoch: epoch + 1, batch: step - epoch * batches };
}

/** Images that are to come at the speed of now, and a validation after each epoch as long as the last one. */
function secondsLeft({ created, batch, phases, ended }: RunRecord): number | null {
  if (!created || !batch || ended || batch.step < enoughBatches || batch.samplesPerSecond <= 0) return null;
  const { epochs, samples, batchSize, batches, maxSteps = Infinity } = created.plan;
  const epochsLeft = Math.min(epochs, Math.ceil(maxSteps / batches)) - batch.epoch;
  const imagesLeft = Math.min(
    epochsLeft * samples - batch.samples,
    Math.max(0, maxSteps - batch.step) * batchSize,
  );
  if (imagesLeft <= 0) return null;
  const validation = phases.findLast(({ phase, endedAt }) => phase === 'evaluating' && endedAt !== null);
  const validationSeconds = validation ? (validation.endedAt! - validation.startedAt) / 1000 : 0;
  return imagesLeft / batch.samplesPerSecond + epochsLeft * validationSeconds;
}

/** Images over the time that they were trained on in, without validation. */
function meanSpeed({ created, batch, phases }: RunRecord): number | null {
  if (!created || !batch) return null;
  let ms = 0;
  for (const { phase, startedAt, endedAt } of phases)
    if (phase === 'training') ms += (endedAt ?? batch.time) - startedAt;
  const images = batch.epoch * created.plan.samples + batch.samples;
  return ms > 0 ? (images / ms) * 1000 : null;
}
