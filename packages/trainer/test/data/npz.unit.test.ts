import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateRawSync } from 'node:zlib';
import type { ImageSet } from '../../src/data/image-set.js';
import { loadDataset, type LoadOptions } from '../../src/data/load-dataset.js';
import { randomStream } from '../../src/training/philox.js';
import { writeNpz } from '../support/npz.js';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/npz/${name}`, import.meta.url));
type Expected = Record<'x_train' | 'y_train' | 'x_test' | 'y_test', number[]>;
const expected = JSON.parse(readFileSync(fixture('expected.json'), 'utf8')) as Expected;

const options: LoadOptions = {
  dataFolder: '',
  inputShape: [4, 5, 3],
  outputs: 3,
  seed: 1,
  validationSplit: 0,
};
const load = (file: string, changed: Partial<LoadOptions> = {}) =>
  loadDataset({ name: 'npz', path: file }, { ...options, ...changed });

describe('an .npz file', () => {
  for (const name of [
    'bytes',
    'compressed',
    'float32-shares',
    'float64-255',
    'fortran',
    'big-endian',
    'int64',
  ]) {
    it(`gives the pictures and classes that NumPy put in: ${name}`, async () => {
      const { training, validation, test } = await load(fixture(`${name}.npz`));
      assert.deepEqual([training.count, training.height, training.width, training.channels], [12, 4, 5, 3]);
      assert.equal(training.classes, 3);
      assert.deepEqual([...training.images], expected.x_train);
      assert.deepEqual([...training.labels], expected.y_train);
      assert.deepEqual([...test.images], expected.x_test);
      assert.deepEqual([...test.labels], expected.y_test);
      assert.equal(validation, test);
    });
  }

  it('may be larger than what is read of it at once', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'convscope-npz-'));
    const { below } = randomStream(1, 'pictures');
    const set = (count: number): ImageSet => ({
      count,
      height: 28,
      width: 28,
      channels: 1,
      classes: 10,
      images: Uint8Array.from({ length: count * 28 * 28 }, () => below(256)),
      labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
    });
    const [training, test] = [set(2000), set(10)];
    await writeNpz(path.join(folder, 'large.npz'), training, test);
    const read = await load(path.join(folder, 'large.npz'), { inputShape: [28, 28, 1], outputs: 10 });
    assert.ok(Buffer.from(training.images).equals(read.training.images));
    assert.deepEqual([...read.test.labels], [...test.labels]);
    rmSync(folder, { recursive: true });
  });

  it('tells how far it is', async () => {
    const shares: number[] = [];
    await load(fixture('bytes.npz'), { onRead: (done, total) => shares.push(done / total) });
    assert.equal(shares.at(-1), 1);
  });

  it('may be grey without an axis for it', async () => {
    const { training } = await load(fixture('grey.npz'), { inputShape: [4, 5, 1] });
    assert.deepEqual(
      [...training.images],
      expected.x_train.filter((_, i) => i % 3 === 0),
    );
  });

  it('may be black and white', async () => {
    const { training } = await load(fixture('boolean.npz'), { inputShape: [4, 5, 1], outputs: 1 });
    assert.deepEqual(new Set(training.images), new Set([0, 255]));
    assert.equal(training.classes, 2);
  });

  it('without a test set is validated on its last images', async () => {
    const file = fixture('training-only.npz');
    const { training, validation, test } = await load(file);
    assert.deepEqual([training.count, validation.count], [9, 3]);
    assert.equal(test, validation);
    assert.deepEqual([...validation.labels], expected.y_train.slice(9));
    assert.equal((await load(file, { validationSplit: 0.5 })).validation.count, 6);
  });

  it('with a test set gives a share of its training images to the validation where one is asked for', async () => {
    const { training, validation, test } = await load(fixture('bytes.npz'), { validationSplit: 0.25 });
    assert.deepEqual([training.count, validation.count, test.count], [9, 3, 6]);
  });

  const refused: [string, RegExp, Partial<LoadOptions>?][] = [
    ['objects', /Python objects, which are never loaded/],
    ['structured', /x_train is of a type that is not read/],
    ['text-labels', /y_train is of a type that is not read/],
    ['half', /f2.*read are b1/],
    ['other-names', /lacks x_train; in it are images, labels/],
    ['no-labels', /lacks y_train/],
    ['labels-short', /x_train holds 12 images, y_train 5 labels/],
    ['centred', /value -0\.\d+ at place \d+ of x_train is no pixel from 0 to 1/],
    ['nan', /value NaN at place 0 of x_train is no pixel/],
    ['negative-label', /label -1 at place 0 of y_train/],
    ['not-one-hot', /row 0 of y_train is not one-hot/],
    ['channels-first', /x_train\) are 3 × 4 × 5 .*the network takes 4 × 5 × 3/],
    ['bytes', /bytes\.npz has 3 classes.*\b2\b/, { outputs: 2 }],
    ['bytes', /Cancelled/, { signal: AbortSignal.abort() }],
  ];
  for (const [name, message, changed] of refused) {
    it(`is refused in a sentence: ${name}, ${message.source}`, async () => {
      await assert.rejects(load(fixture(`${name}.npz`), changed), { name: 'ConvScopeError', message });
    });
  }

  it('is refused where it is not there', async () => {
    await assert.rejects(load(fixture('nowhere.npz')), {
      code: 'dataset-not-found',
      message: /nowhere\.npz/,
    });
  });
});

describe('a damaged .npz file', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'convscope-npz-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  function written(bytes: Uint8Array): string {
    const file = path.join(folder, 'damaged.npz');
    writeFileSync(file, bytes);
    return file;
  }
  const isRefused = (bytes: Uint8Array, message: RegExp) =>
    assert.rejects(load(written(bytes)), { code: 'dataset-unreadable', message });

  it('is refused where it is cut off, empty, or no archive', async () => {
    const whole = readFileSync(fixture('compressed.npz'));
    await isRefused(whole.subarray(0, whole.length - 100), /no zip archive, or is cut off/);
    await isRefused(Buffer.of(), /no zip archive/);
    await isRefused(Buffer.from('<html></html>'), /no zip archive/);
  });

  it('is refused where a pixel was changed on the disk', async () => {
    const bytes = readFileSync(fixture('bytes.npz'));
    bytes[400]! ^= 1;
    await isRefused(bytes, /x_train\.npy: its checksum/);
  });

  it('whatever byte of it is changed, is refused, or read', async () => {
    const whole = readFileSync(fixture('compressed.npz'));
    for (let at = 0; at < whole.length; at += 23) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 0x11;
      await load(written(bytes)).catch((error: unknown) => {
        assert.equal((error as Error).name, 'ConvScopeError', `at ${at}: ${String((error as Error).stack)}`);
      });
    }
  });

  const shape = (...sizes: number[]) =>
    `{'descr': '|u1', 'fortran_order': False, 'shape': (${sizes.join(', ')},), }`;

  it('takes no memory by the word of its directory', async () => {
    const claimed = npy(shape(1_000_000, 4, 5, 3), 10);
    const bytes = archive([
      ['x_train.npy', claimed, 60_000_000 + claimed.length - 10],
      ['y_train.npy', claimed],
    ]);
    await isRefused(bytes, /bytes cannot hold the \d+ that it claims/);
  });

  it('takes no memory by the word of an array’s header', async () => {
    const claimed = npy(shape(2 ** 40, 4, 5, 3), 10);
    await isRefused(
      archive([
        ['x_train.npy', claimed],
        ['y_train.npy', claimed],
      ]),
      /the header of x_train says/,
    );
  });

  it('is not unpacked beyond what it says', async () => {
    const bomb = npy(shape(12, 4, 5, 3), 2 ** 24);
    const size = bomb.length - 2 ** 24 + 720;
    const bytes = archive([
      ['x_train.npy', bomb, size],
      ['y_train.npy', npy(shape(12), 12)],
    ]);
    await isRefused(bytes, /it is longer than the \d+ bytes/);
  });

  it('is never opened as Python: a header that is code is text', async () => {
    const code = npy("__import__('os').system('true')", 4);
    await isRefused(
      archive([
        ['x_train.npy', code],
        ['y_train.npy', code],
      ]),
      /type that is not read/,
    );
  });
});

/** An `.npy` file with this header and so many zeros. */
function npy(header: string, zeros: number): Buffer {
  const padded = Buffer.from(header.padEnd(117) + '\n');
  const length = Buffer.alloc(2);
  length.writeUInt16LE(padded.length);
  return Buffer.concat([
    Buffer.from('\u0093NUMPY\u0001\u0000', 'latin1'),
    length,
    padded,
    Buffer.alloc(zeros),
  ]);
}

/** A zip archive; `size` is what its directory claims of a file unpacked. */
function archive(files: [name: string, bytes: Buffer, size?: number][]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, bytes, size = bytes.length] of files) {
    const packed = deflateRawSync(bytes);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(size, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), facts, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), facts, rest, Buffer.from(name)]),
    );
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, listed, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}
