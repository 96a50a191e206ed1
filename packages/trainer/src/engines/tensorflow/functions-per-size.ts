import type { TensorFlowFunction } from './function.js';
import { splitBatch } from './parts.js';

/** A function for batches of one size. */
interface Compiled {
  run: TensorFlowFunction;
  /** Of the parts. */
  sizes: readonly number[];
}

export interface FunctionsPerSize {
  get: (size: number) => Compiled;
  dispose: () => void;
}

/**
 * Compiles a function when its batch size is first asked for: an epoch's last batch is smaller than the others.
 * @param parts into how many a batch is split at most
 */
export function functionsPerSize(
  compile: (sizes: readonly number[]) => TensorFlowFunction,
  parts: number,
): FunctionsPerSize {
  const compiled = new Map<number, Compiled>();
  return {
    get(size) {
      let found = compiled.get(size);
      if (found === undefined) {
        const sizes = splitBatch(size, parts);
        found = { run: compile(sizes), sizes };
        compiled.set(size, found);
      }
      return found;
    },
    dispose: () => {
      for (const { run } of compiled.values()) run.dispose();
      compiled.clear();
    },
  };
}
