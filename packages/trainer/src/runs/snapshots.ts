import { open, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Weight } from '@convscope/protocol';
import { ConvScopeError } from '@convscope/protocol';
import type { WeightPlace, WeightValues } from '../training/weights.js';
import { fromBytes, toBytes } from './float-file.js';
import { writeFileWhole } from './whole-file.js';

/**
 * A snapshot is the network's weights and nothing else: float32, little-endian, one weight after the other in the
 * order of the run's layout, so that one layer is read without the rest.
 */
const snapshotFile = (folder: string, step: number) =>
  path.join(snapshotsFolder(folder), `step-${String(step).padStart(8, '0')}.f32`);
const snapshotsFolder = (folder: string) => path.join(folder, 'snapshots');
const bytesPerValue = 4;

/** How many bytes a snapshot takes. */
export const snapshotBytes = (layout: readonly WeightPlace[]): number =>
  bytesPerValue * places(layout).reduce((sum, { length }) => sum + length, 0);

/** Keeps the weights after `step` updates. The file appears only when it is whole. Throws `disk-full`. */
export async function writeSnapshot(
  folder: string,
  step: number,
  weights: readonly WeightValues[],
): Promise<void> {
  const bytes = toBytes(weights.map(({ values }) => values));
  // Snapshots are many, and no training depends on them.
  await writeFileWhole(snapshotFile(folder, step), bytes, { durable: false });
}

/** The steps whose snapshots there are, ascending. */
export async function listSnapshots(folder: string): Promise<number[]> {
  const names = await readdir(snapshotsFolder(folder)).catch(() => []);
  const steps = names.flatMap((name) => /^step-(\d{8,})\.f32$/.exec(name)?.slice(1, 2) ?? []);
  return steps.map(Number).sort((a, b) => a - b);
}

/** Removes all others, and what killed writers left behind. */
export async function keepSnapshots(folder: string, steps: readonly number[]): Promise<void> {
  const kept = new Set(steps.map((step) => path.basename(snapshotFile(folder, step))));
  const names = await readdir(snapshotsFolder(folder)).catch(() => []);
  for (const name of names) {
    if (!kept.has(name)) await rm(path.join(snapshotsFolder(folder), name), { force: true });
  }
}

/** All weights after `step` updates, in the order of the layout. Throws `unknown-snapshot`, `run-damaged`. */
export async function readSnapshot(
  run: { folder: string; runId: string; layout: readonly WeightPlace[] },
  step: number,
): Promise<Float32Array[]> {
  const bytes = await readFile(snapshotFile(run.folder, step)).catch((error: unknown) => {
    throw new ConvScopeError('unknown-snapshot', { runId: run.runId, step }, { cause: error });
  });
  try {
    return fromBytes(
      bytes,
      places(run.layout).map(({ length }) => length),
    );
  } catch (error) {
    throw wrongLength(run.folder, step, error);
  }
}

/** The weights of one layer after `step` updates. Throws `unknown-snapshot`, `unknown-layer`. */
export async function readSnapshotLayer(
  run: { folder: string; runId: string; layout: readonly WeightPlace[] },
  step: number,
  layer: string,
): Promise<Weight[]> {
  const all = places(run.layout);
  const wanted = all.filter((place) => place.layer === layer);
  if (wanted.length === 0) throw new ConvScopeError('unknown-layer', { layer });
  const file = await open(snapshotFile(run.folder, step)).catch((error: unknown) => {
    throw new ConvScopeError('unknown-snapshot', { runId: run.runId, step }, { cause: error });
  });
  try {
    const length = all.reduce((sum, place) => sum + place.length, 0) * bytesPerValue;
    if ((await file.stat()).size !== length) {
      throw wrongLength(run.folder, step);
    }
    return await Promise.all(
      wanted.map(async ({ name, shape, offset, length }) => {
        const values = new Float32Array(length);
        await file.read(values, 0, values.byteLength, offset * bytesPerValue);
        return { name, shape: [...shape], values };
      }),
    );
  } finally {
    await file.close();
  }
}

const wrongLength = (folder: string, step: number, cause?: unknown) =>
  new ConvScopeError('run-damaged', { folder, reason: 'snapshot-length', step }, { cause });

function places(layout: readonly WeightPlace[]) {
  let offset = 0;
  return layout.map((weight) => {
    const length = weight.shape.reduce((product, size) => product * size, 1);
    const place = { ...weight, offset, length };
    offset += length;
    return place;
  });
}
