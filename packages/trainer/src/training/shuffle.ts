import { randomStream } from './philox.js';

/** In which order an epoch sees the images: that of the files, or a shuffled one. */
export function epochOrder(count: number, shuffle: { seed: number; epoch: number } | undefined): Int32Array {
  return shuffle
    ? shuffledIndices(count, shuffle.seed, shuffle.epoch)
    : Int32Array.from({ length: count }, (_, i) => i);
}

/**
 * All numbers below `count`, every order as likely as any other (Fisher and Yates), another one each epoch, the same
 * again for the same seed.
 */
export function shuffledIndices(count: number, seed: number, epoch: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const { below } = randomStream(seed, `shuffle/${epoch}`);
  for (let last = count - 1; last > 0; last--) {
    const other = below(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
