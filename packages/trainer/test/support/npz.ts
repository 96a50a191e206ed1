import { open } from 'node:fs/promises';
import { ZipWriter } from '../../src/runs/pack/zip-writer.js';
import type { ImageSet } from '../../src/data/image-set.js';

/** Writes pictures as an `.npz` with Keras's names: uint8, `[count, height, width, channels]`. */
export async function writeNpz(file: string, training: ImageSet, test: ImageSet): Promise<void> {
  const handle = await open(file, 'w');
  try {
    const zip = new ZipWriter(handle);
    for (const [name, set] of [
      ['train', training],
      ['test', test],
    ] as const) {
      const { count, height, width, channels } = set;
      await zip.add(`x_${name}.npy`, npy([count, height, width, channels], set.images), false);
      await zip.add(`y_${name}.npy`, npy([count], Uint8Array.from(set.labels)), false);
    }
    await zip.end();
  } finally {
    await handle.close();
  }
}

/** NumPy's format, version 1.0. */
async function* npy(shape: readonly number[], values: Uint8Array): AsyncGenerator<Uint8Array, void> {
  const description = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const text = `${description.padEnd(117)}\n`;
  const head = Buffer.alloc(10);
  head.write('\x93NUMPY\x01\x00', 0, 'latin1');
  head.writeUInt16LE(text.length, 8);
  yield await Promise.resolve(Buffer.concat([head, Buffer.from(text, 'latin1')]));
  yield values;
}
