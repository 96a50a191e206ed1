import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { augmentationConfig } from '@convscope/model';
import * as z from 'zod';
import type { Statistics, StatisticsKeeper } from '../augmentation/statistics.js';
import { writeFolder } from './durable-folder.js';
import { fromBytes, toBytes } from './float-file.js';

/** In a run's folder: what its augmentation learnt from the training images. */
const folderOf = (folder: string) => path.join(folder, 'augmentation');
const stateName = 'state.json';
const arraysName = 'statistics.f32';

/** In the order of the file; lengths in values. */
const stateFile = z.object({
  format: z.literal(1),
  /** The settings that it was measured for. */
  config: augmentationConfig,
  lengths: z
    .object({ mean: z.int().positive(), std: z.int().positive(), whitening: z.int().positive() })
    .partial(),
  sha256: z.string(),
});
type StateFile = z.infer<typeof stateFile>;

/**
 * Keeps what is learnt from the training images in the run's folder: ZCA takes minutes, and whoever looks at the run
 * later needs the very same numbers, also without the images. What is not whole, or of other settings, is measured anew.
 * Writing throws `disk-full`, `folder-not-writable`.
 */
export function statisticsIn(folder: string): Required<StatisticsKeeper> {
  const place = folderOf(folder);
  return {
    async read(config) {
      try {
        const state = stateFile.parse(JSON.parse(await readFile(path.join(place, stateName), 'utf8')));
        const bytes = await readFile(path.join(place, arraysName));
        if (!isDeepStrictEqual(state.config, config) || sha256(bytes) !== state.sha256) return undefined;
        return fromArrays(bytes, state);
      } catch {
        // Measured anew, and then written anew.
        return undefined;
      }
    },
    async write(config, { mean, std, whitening }) {
      const arrays = { mean, std, whitening: whitening?.values };
      const there = Object.entries(arrays).filter((entry): entry is [string, Float32Array] =>
        Boolean(entry[1]),
      );
      const bytes = toBytes(there.map(([, values]) => values));
      const lengths = Object.fromEntries(there.map(([name, { length }]) => [name, length]));
      const state: StateFile = { format: 1, config, lengths, sha256: sha256(bytes) };
      await rm(place, { recursive: true, force: true });
      await writeFolder(place, [
        { name: arraysName, bytes },
        { name: stateName, bytes: Buffer.from(`${JSON.stringify(state, null, 2)}\n`) },
      ]);
    },
  };
}

function fromArrays(bytes: Uint8Array, { lengths }: StateFile): Statistics {
  const names = (['mean', 'std', 'whitening'] as const).filter((name) => lengths[name] !== undefined);
  const arrays = fromBytes(
    bytes,
    names.map((name) => lengths[name]!),
  );
  const { mean, std, whitening } = Object.fromEntries(names.map((name, i) => [name, arrays[i]!]));
  return {
    ...(mean && { mean }),
    ...(std && { std }),
    ...(whitening && { whitening: { values: whitening, shape: squareOf(whitening.length) } }),
  };
}

function squareOf(length: number): [number, number] {
  const side = Math.sqrt(length);
  return [side, side];
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
