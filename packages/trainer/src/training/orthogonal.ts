/**
 * Random vectors of length 1 that stand at right angles to each other (Gram and Schmidt, each vector twice, which
 * undoes what rounding left).
 * @param size of each vector
 * @param count at most `size`
 */
export function orthogonalColumns(size: number, count: number, draw: () => number): Float64Array[] {
  const found: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const vector = new Float64Array(size).map(draw);
    for (let again = 0; again < 2; again++) {
      for (const other of found) subtract(vector, other, dot(vector, other));
    }
    const length = Math.sqrt(dot(vector, vector));
    found.push(vector.map((value) => value / length));
  }
  return found;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function subtract(from: Float64Array, vector: Float64Array, times: number): void {
  for (let i = 0; i < from.length; i++) from[i]! -= vector[i]! * times;
}
