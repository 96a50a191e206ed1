/** The known word that was probably meant, if one is close: a letter too many, too few, wrong or swapped. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const near = known
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance: away }) => away <= farthest(word, candidate))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}

/** A word may differ in a third of its letters, and in three at most. */
const farthest = (word: string, candidate: string) =>
  Math.min(3, Math.floor(Math.max(word.length, candidate.length) / 3));

/** How many letters differ: the optimal string alignment distance (Damerau, Levenshtein). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      next.push(
        Math.min(
          last[column]! + 1,
          next[column - 1]! + 1,
          last[column - 1]! + same,
          swapped ? before[column - 2]! + 1 : Infinity,
        ),
      );
    }
    [before, last] = [last, next];
  }
  return last[b.length]!;
}
