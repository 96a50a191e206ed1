import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Weight } from '@convscope/protocol';
import { ConvScopeError } from '@convscope/protocol';
import type { WeightPlace, WeightValues } from '../training/weights.js';
import { writeError } from './write-error.js';

/**
 * A snapshot is the network's weights and nothing else: float32, little-endian, one weight after the other in the
 * order of the run's layout, so that one layer is read without the rest.
 */
const snapshotFile = (folder: string, step: number) =>
  path.join(folder, 'snapshots', `step-${String(step).padStart(8, '0')}.f32`);
const bytesPerValue = 4;

/** Keeps the weights after `step` updates. The file appears only when it is whole. Throws `disk-full`. */
export async function writeSnapshot(
  folder: string,
  step: number,
  weights: readonly WeightValues[],
): Promise<void> {
  const file = snapshotFile(folder, step);
  const part = `${file}.part`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const views = weights.map(
      ({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
    await writeFile(part, Buffer.concat(views), { mode: 0o600 });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw writeError(error, file);
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
      const reason = `the snapshot of step ${step} has not its length`;
      throw new ConvScopeError('run-damaged', { folder: run.folder, reason });
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

function places(layout: readonly WeightPlace[]) {
  let offset = 0;
  return layout.map((weight) => {
    const length = weight.shape.reduce((product, size) => product * size, 1);
    const place = { ...weight, offset, length };
    offset += length;
    return place;
  });
}
