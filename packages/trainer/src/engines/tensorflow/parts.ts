/** Splits a batch into at most `parts` parts whose sizes differ by one image at most, larger ones first. */
export function splitBatch(size: number, parts: number): number[] {
  const count = Math.max(1, Math.min(parts, size));
  const rest = size % count;
  return Array.from({ length: count }, (_, i) => Math.floor(size / count) + (i < rest ? 1 : 0));
}

/** The stretches of `values` that belong to the parts. */
export function cut(values: Int32Array, sizes: readonly number[]): Int32Array[] {
  let from = 0;
  return sizes.map((size) => values.subarray(from, (from += size)));
}

/** More parts than this cost more than they bring: each is a small batch, and all write their own gradients. */
const maxParts = 8;

/** Into how many parts a batch is split where nothing else is asked for: one per thread. */
export const defaultParts = (threads: number): number => Math.max(1, Math.min(threads, maxParts));
