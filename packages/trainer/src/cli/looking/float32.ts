/** Float32 values with the fewest digits that read back as the same float32: half as long as the doubles they equal. */
export const shortest = (values: Float32Array): number[] => Array.from(values, shortestOf);

function shortestOf(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number.isFinite(value) ? Number(value.toPrecision(9)) : value;
}
