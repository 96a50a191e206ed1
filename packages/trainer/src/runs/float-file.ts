/** Files of float32 arrays: little-endian, one array after the other, nothing else. */

const bytesPerValue = 4;

/** The arrays as one file's content. */
export function toBytes(arrays: readonly Float32Array[]): Uint8Array {
  return Buffer.concat(
    arrays.map((values) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );
}

/** The arrays of these lengths (in values). Throws a `RangeError` where the content has another length. */
export function fromBytes(bytes: Uint8Array, lengths: readonly number[]): Float32Array[] {
  const expected = lengths.reduce((sum, length) => sum + length, 0) * bytesPerValue;
  if (bytes.byteLength !== expected) {
    throw new RangeError(`${expected} bytes were expected, there are ${bytes.byteLength}.`);
  }
  // A copy, aligned: a file's bytes may begin anywhere.
  const values = new Float32Array(new Uint8Array(bytes).buffer);
  let from = 0;
  return lengths.map((length) => values.subarray(from, (from += length)));
}
