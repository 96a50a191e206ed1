/**
 * Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy as
 * 1, 2, 3", SC 2011): the n-th number of a stream is a function of the key and n, the same on every machine.
 */

type Key = readonly [number, number];
type Block = [number, number, number, number];

/** Four uint32 from a counter of four and a key of two. */
export function philox4x32(counter: Readonly<Block>, key: Key): Block {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const high1 = multiplyHigh(0xcd9e8d57, c2);
    const low0 = Math.imul(0xd2511f53, c0);
    const low1 = Math.imul(0xcd9e8d57, c2);
    [c0, c1, c2, c3] = [high1 ^ c1 ^ k0, low1, high0 ^ c3 ^ k1, low0];
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  return [c0 >>> 0, c1 >>> 0, c2 >>> 0, c3 >>> 0];
}

/** The upper 32 bits of the 64-bit product of two uint32, from products of halves that a double holds exactly. */
function multiplyHigh(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carried = aLow * bHigh + (middle % 0x10000);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carried / 0x10000)) | 0;
}

/** Random numbers in order. */
interface RandomStream {
  /** From 0 to 2³² − 1. */
  uint32: () => number;
  /** At least 0, below 1, in steps of 2⁻²⁴: every value is a float32. */
  uniform: () => number;
  /** A whole number at least 0, below `limit`, each as likely as any other. @param limit at most 2³² */
  below: (limit: number) => number;
}

/**
 * One of the streams of a seed. Streams of different names have nothing to do with each other, so that a new user of
 * randomness changes no other's numbers.
 * @param seed a whole number at least 0, at most 2⁵³ − 1
 */
export function randomStream(seed: number, name: string): RandomStream {
  const [k0, k1] = philox4x32([hash(name), name.length, 0, 0], [seed >>> 0, Math.floor(seed / 2 ** 32)]);
  let numBlocks = 0;
  let block: readonly number[] = [];
  let used = 0;

  function uint32(): number {
    if (used === block.length) {
      block = philox4x32([numBlocks >>> 0, Math.floor(numBlocks / 2 ** 32), 0, 0], [k0, k1]);
      numBlocks++;
      used = 0;
    }
    return block[used++]!;
  }

  return {
    uint32,
    uniform: () => (uint32() >>> 8) / 2 ** 24,
    below(limit) {
      // What lies above the last whole multiple of `limit` would make the small numbers likelier: draw again.
      const fair = 2 ** 32 - (2 ** 32 % limit);
      let drawn = uint32();
      while (drawn >= fair) drawn = uint32();
      return drawn % limit;
    },
  };
}

/** FNV-1a of the name's UTF-16 units, 32 bits. */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) value = Math.imul(value ^ name.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
