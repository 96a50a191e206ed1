import { setImmediate } from 'node:timers/promises';

/** Eigenvalues and eigenvectors of a symmetric matrix. */
export interface Eigen {
  /** In no order. */
  values: Float64Array;
  /** Row `i` is the vector of value `i`, of length 1: `[size, size]`. */
  vectors: Float64Array;
}

/** Called every few milliseconds of work with the share that is done, 0–1; throws to end it. */
export type Checkpoint = (done: number) => void;

/**
 * Householder's reduction to a tridiagonal matrix, then QL with implicit shifts (Wilkinson and Reinsch, "Handbook for
 * Automatic Computation", II/2 and II/3, 1971), in double precision: about 8·size³ operations. The event loop turns
 * meanwhile.
 * @param matrix `[size, size]`, row by row; overwritten
 */
export async function eigenSymmetric(
  matrix: Float64Array,
  size: number,
  checkpoint: Checkpoint,
): Promise<Eigen> {
  const turn = pacemaker(checkpoint);
  const { diagonal, beside, scales } = await tridiagonalize(matrix, size, turn);
  const vectors = await accumulate(matrix, scales, size, turn);
  await diagonalize(diagonal, beside, vectors, turn);
  return { values: diagonal, vectors };
}

type Turn = (done: number) => Promise<void> | undefined;

/** Shares of the whole work, as measured. */
const reductionShare = 0.2;
const accumulationShare = 0.4;

interface Reduction {
  diagonal: Float64Array;
  /** `beside[i]` stands between `diagonal[i]` and `diagonal[i + 1]`; the last one is 0. */
  beside: Float64Array;
  /** Reflection `k` is 1 − scales[k] · v · vᵀ, v being what is left of row `k` right of the diagonal. */
  scales: Float64Array;
}

/** Works on the upper triangle, so that all inner loops run along rows. */
async function tridiagonalize(a: Float64Array, size: number, turn: Turn): Promise<Reduction> {
  const diagonal = new Float64Array(size);
  const beside = new Float64Array(size);
  const scales = new Float64Array(size);
  const w = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    await turn(reductionShare * (1 - (1 - k / size) ** 3));
    diagonal[k] = a[k * size + k]!;
    if (k === size - 1) break;
    const v = a.subarray(k * size, (k + 1) * size);
    const length = norm(v, k + 1);
    const first = v[k + 1]!;
    const mirrored = first > 0 ? -length : length;
    beside[k] = mirrored;
    if (length === 0) continue;
    v[k + 1] = first - mirrored;
    const scale = 1 / (mirrored * (mirrored - first));
    scales[k] = scale;
    reflectBothSides(a, size, k + 1, v, scale, w);
  }
  return { diagonal, beside, scales };
}

/** Of the block from `from` on: A − v·wᵀ − w·vᵀ with w = p − (scale/2 · pᵀv) · v, p = scale · A·v. */
function reflectBothSides(
  a: Float64Array,
  size: number,
  from: number,
  v: Float64Array,
  scale: number,
  w: Float64Array,
): void {
  w.fill(0, from);
  for (let i = from; i < size; i++) {
    const row = i * size;
    const vi = v[i]!;
    let sum = a[row + i]! * vi;
    for (let j = i + 1; j < size; j++) {
      const value = a[row + j]!;
      sum += value * v[j]!;
      w[j]! += value * vi;
    }
    w[i]! += sum;
  }
  let product = 0;
  for (let i = from; i < size; i++) product += w[i]! * v[i]!;
  const shift = (scale * scale * product) / 2;
  for (let i = from; i < size; i++) w[i] = scale * w[i]! - shift * v[i]!;
  for (let i = from; i < size; i++) {
    const row = i * size;
    const vi = v[i]!;
    const wi = w[i]!;
    for (let j = i; j < size; j++) a[row + j]! -= vi * w[j]! + wi * v[j]!;
  }
}

/** The product of all reflections, transposed: its rows become the eigenvectors. */
async function accumulate(
  a: Float64Array,
  scales: Float64Array,
  size: number,
  turn: Turn,
): Promise<Float64Array> {
  const q = new Float64Array(size * size);
  for (let i = 0; i < size; i++) q[i * size + i] = 1;
  for (let k = size - 2; k >= 0; k--) {
    await turn(reductionShare + (accumulationShare - reductionShare) * (1 - k / size) ** 3);
    const scale = scales[k]!;
    if (scale === 0) continue;
    const v = a.subarray(k * size, (k + 1) * size);
    for (let i = k + 1; i < size; i++) {
      const row = i * size;
      let product = 0;
      for (let j = k + 1; j < size; j++) product += q[row + j]! * v[j]!;
      product *= scale;
      for (let j = k + 1; j < size; j++) q[row + j]! -= product * v[j]!;
    }
  }
  return q;
}

/** Turns pairs of rows of `vectors` until nothing is left beside the diagonal. */
async function diagonalize(
  d: Float64Array,
  e: Float64Array,
  vectors: Float64Array,
  turn: Turn,
): Promise<void> {
  const size = d.length;
  for (let first = 0; first < size; first++) {
    for (;;) {
      await turn(accumulationShare + (1 - accumulationShare) * (1 - (1 - first / size) ** 2));
      const last = endOfBlock(d, e, first);
      if (last === first) break;
      sweep(d, e, vectors, first, last);
    }
  }
}

/** The first place from `first` on beside which there is nothing to the last digit. */
function endOfBlock(d: Float64Array, e: Float64Array, first: number): number {
  for (let i = first; i < d.length - 1; i++) {
    if (Math.abs(e[i]!) <= Number.EPSILON * (Math.abs(d[i]!) + Math.abs(d[i + 1]!))) return i;
  }
  return d.length - 1;
}

/** One QL step on the block, with Wilkinson's shift. */
function sweep(d: Float64Array, e: Float64Array, vectors: Float64Array, first: number, last: number): void {
  const half = (d[first + 1]! - d[first]!) / (2 * e[first]!);
  const root = Math.hypot(half, 1);
  let g = d[last]! - d[first]! + e[first]! / (half + (half < 0 ? -root : root));
  let [sine, cosine, p] = [1, 1, 0];
  for (let i = last - 1; i >= first; i--) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      // The block falls apart here: what is left of it comes next.
      d[i + 1]! -= p;
      e[last] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1]! - p;
    const t = (d[i]! - g) * sine + 2 * cosine * b;
    p = sine * t;
    d[i + 1] = g + p;
    g = cosine * t - b;
    rotateRows(vectors, d.length, i, sine, cosine);
  }
  d[first]! -= p;
  e[first] = g;
  e[last] = 0;
}

function rotateRows(vectors: Float64Array, size: number, row: number, sine: number, cosine: number): void {
  const upper = vectors.subarray(row * size, (row + 1) * size);
  const lower = vectors.subarray((row + 1) * size, (row + 2) * size);
  for (let j = 0; j < size; j++) {
    const [u, l] = [upper[j]!, lower[j]!];
    lower[j] = sine * u + cosine * l;
    upper[j] = cosine * u - sine * l;
  }
}

function norm(values: Float64Array, from: number): number {
  let largest = 0;
  for (let i = from; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = from; i < values.length; i++) sum += (values[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Lets the event loop turn some times a second. */
function pacemaker(checkpoint: Checkpoint): Turn {
  let last = performance.now();
  return (done) => {
    if (performance.now() - last < 50) return undefined;
    return setImmediate().then(() => {
      last = performance.now();
      checkpoint(done);
    });
  };
}
