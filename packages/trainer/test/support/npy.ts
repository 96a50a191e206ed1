import { readFileSync, writeFileSync } from 'node:fs';

/** An array of NumPy's. */
export interface NpyArray {
  shape: number[];
  values: Float32Array | Float64Array | Uint8Array;
}

const types = { '<f4': Float32Array, '<f8': Float64Array, '|u1': Uint8Array };

/** Reads an `.npy` file, version 1, in C order. */
export function readNpy(file: string | URL): NpyArray {
  const bytes = readFileSync(file);
  const data = 10 + bytes.readUInt16LE(8);
  const header = bytes.toString('latin1', 10, data);
  const type = /'descr': '([^']+)'/.exec(header)![1] as keyof typeof types;
  const shape = /'shape': \(([^)]*)\)/
    .exec(header)![1]!
    .split(',')
    .filter((size) => size.trim() !== '');
  return { shape: shape.map(Number), values: new types[type](new Uint8Array(bytes.subarray(data)).buffer) };
}

/** Writes float32 numbers as an `.npy` file, version 1, in C order. */
export function writeNpy(file: string, shape: readonly number[], values: Float32Array): void {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`.padEnd(117);
  const head = Buffer.from(`\x93NUMPY\x01\x00\0\0${header}\n`, 'latin1');
  head.writeUInt16LE(118, 8);
  writeFileSync(file, Buffer.concat([head, Buffer.from(values.buffer)]));
}
