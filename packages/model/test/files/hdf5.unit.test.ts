import assert from 'node:assert/strict';
import { readHdf5 } from '../../src/files/hdf5/read-hdf5.js';
import { writeHdf5, type NewDataset, type NewGroup } from '../../src/files/hdf5/write-hdf5.js';
import { fixture } from './model-files.js';

describe('readHdf5', () => {
  it('reads the newer form of the format: few members in a header, many in a heap with an index', () => {
    const file = readHdf5(fixture('new-form.h5'));
    const layers = file.group('layers')!;
    assert.equal(layers.names().length, 60);
    for (const index of [0, 8, 59]) {
      assert.deepEqual([...layers.dataset(`layer_${index}`)!.values()], [index, index === 0 ? 0 : -index]);
    }
    assert.deepEqual(file.group('few')?.texts('names'), ['kernel', 'bias']);
    assert.deepEqual(file.dataset('few/kernel')?.shape, [2, 3]);
    assert.deepEqual([...(file.dataset('few/kernel')?.values() ?? [])], [0, 1, 2, 3, 4, 5]);
    assert.equal(file.dataset('few/steps')?.wholeNumber(), 4711);
    assert.equal(file.text('model_config')?.length, 1012);
    assert.equal(file.group('nowhere'), undefined);
  });

  it('puts together what h5py cuts into blocks and packs', () => {
    const file = readHdf5(fixture('chunked.h5'));
    const counted = Float32Array.from({ length: 70 * 5 }, (_, index) => index);
    for (const name of ['chunks', 'gzip', 'shuffled']) {
      assert.deepEqual(file.dataset(name)?.shape, [70, 5]);
      assert.deepEqual(file.dataset(name)?.values(), counted, name);
    }
    // Of half precision: the largest number, the smallest, and none.
    assert.deepEqual(
      [...file.dataset('half')!.values()],
      [1, -2.5, 65504, Math.fround(2 ** -24), Number.POSITIVE_INFINITY],
    );
  });

  it('says how to write again what it cannot unpack', () => {
    assert.throws(() => readHdf5(fixture('chunked.h5')).dataset('lzf'), {
      problem: 'unsupported',
      reason: /compressed in another way than by gzip/,
    });
  });

  it('does not unpack what grows a thousandfold, nor reads one text four thousand times', () => {
    const bomb = readHdf5(fixture('chunked.h5')).dataset('bomb')!;
    assert.throws(() => bomb.values(), { problem: 'damaged-file', reason: /values in it are missing/ });
    const names = Array<string>(4000).fill('layer'.repeat(200_000));
    const file = readHdf5(writeHdf5({ attributes: { names } }));
    const before = performance.now();
    assert.throws(() => file.texts('names'), { problem: 'damaged-file' });
    assert.ok(performance.now() - before < 1000);
  });
});

describe('writeHdf5', () => {
  const members = new Map<string, NewGroup | NewDataset>(
    Array.from({ length: 700 }, (_, index) => [
      `weight_${index}`,
      { shape: [1, 2], values: Float32Array.of(index, -index / 3) },
    ]),
  );
  const root: NewGroup = {
    attributes: { model_config: '{"name":"Сеть"}'.repeat(9000), layer_names: namesOf(5000), none: [] },
    members: new Map<string, NewGroup | NewDataset>([
      ['many', { members }],
      ['iteration', { wholeNumber: 2 ** 40 }],
      ['rate', { shape: [], values: Float32Array.of(0.5) }],
      ['empty', {}],
    ]),
  };

  it('keeps every name, text and number, however many there are', () => {
    const file = readHdf5(writeHdf5(root));
    assert.deepEqual([...file.names()], ['empty', 'iteration', 'many', 'rate']);
    assert.equal(file.text('model_config'), root.attributes?.['model_config']);
    assert.deepEqual(file.texts('layer_names'), namesOf(5000));
    assert.deepEqual(file.texts('none'), []);
    assert.equal(file.dataset('iteration')?.wholeNumber(), 2 ** 40);
    assert.deepEqual(file.dataset('rate')?.shape, []);
    const many = file.group('many')!;
    assert.equal(many.names().length, 700);
    for (const [name, member] of members) {
      assert.deepEqual(many.dataset(name)?.values(), 'values' in member ? member.values : undefined);
    }
  });

  it('writes the same bytes for the same content', () => {
    assert.deepEqual(writeHdf5(root), writeHdf5(root));
  });
});

function namesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `layer_${index}`);
}
