import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError } from '@convscope/protocol';
import type { WeightPlace, WeightValues } from '../training/weights.js';
import { fromBytes, toBytes } from './float-file.js';
import { listSnapshots, readSnapshot } from './snapshots.js';
import { writeFileWhole } from './whole-file.js';

/** In a run's folder: the weights that a finished training ended with, in the form of a snapshot. */
const fileOf = (folder: string) => path.join(folder, 'final.f32');

/** Throws `disk-full`, `folder-not-writable`. */
export const writeFinalWeights = (folder: string, weights: readonly WeightValues[]): Promise<void> =>
  writeFileWhole(fileOf(folder), toBytes(weights.map(({ values }) => values)), { durable: true });

/** A run that goes on has not ended. */
export const removeFinalWeights = (folder: string): Promise<void> => rm(fileOf(folder), { force: true });

interface RunWithLayout {
  folder: string;
  runId: string;
  layout: readonly WeightPlace[];
}

/** The weights that a finished training ended with; `undefined` where it has not. Throws `run-damaged`. */
export async function readFinalWeights({
  folder,
  layout,
}: RunWithLayout): Promise<Float32Array[] | undefined> {
  const final = await readFile(fileOf(folder)).catch(() => undefined);
  if (!final) return undefined;
  const lengths = layout.map(({ shape }) => shape.reduce((product, size) => product * size, 1));
  try {
    return fromBytes(final, lengths);
  } catch (error) {
    throw new ConvScopeError('run-damaged', { folder, reason: 'final-weights-length' }, { cause: error });
  }
}

/**
 * The network as a run has it now, in the order of its layout: as its training ended, which may be the best epoch's
 * weights, or else its newest snapshot. Throws `run-has-no-weights`, `run-damaged`.
 */
export async function readRunWeights(run: RunWithLayout): Promise<Float32Array[]> {
  const final = await readFinalWeights(run);
  if (final) return final;
  const newest = (await listSnapshots(run.folder)).at(-1);
  if (newest === undefined) throw new ConvScopeError('run-has-no-weights', { runId: run.runId });
  return await readSnapshot(run, newest);
}
