import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** A model file that real Keras made. */
export function modelFile(name: string): Uint8Array {
  return readFileSync(new URL(`../oracle/models/${name}`, import.meta.url));
}

/** A file that is wrong in one way. */
export function damagedFile(name: string): Uint8Array {
  return readFileSync(new URL(`../oracle/damaged/${name}`, import.meta.url));
}

/** A file that h5py made in a form of HDF5 that Keras's files do not have today. */
export function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url));
}

const statistics = z.object({
  layer: z.string().optional(),
  name: z.string().optional(),
  shape: z.array(z.int()),
  mean: z.number(),
  std: z.number(),
  first8: z.array(z.number()),
});

/** What h5py reads of a tensor. */
export type Statistics = z.output<typeof statistics>;

const file = z.record(
  z.string(),
  z.object({
    weights: z.array(statistics),
    iterations: z.int().optional(),
    /** In the order of the file, without the scalars. */
    slots: z.array(statistics).default([]),
  }),
);

/** What h5py reads out of `NAME.h5`. */
export function expected(name: string) {
  const numbers = file.parse(
    JSON.parse(readFileSync(new URL('fixtures/weights.json', import.meta.url), 'utf8')),
  );
  return numbers[name]!;
}
