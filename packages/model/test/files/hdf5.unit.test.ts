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

  it('says of what Keras never writes that it is not read', () => {
    assert.throws(() => readHdf5(fixture('chunked.h5')).dataset('kernel'), {
      problem: 'unsupported',
      reason: /compressed, which Keras does not do; load it in Keras and save it again/,
    });
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
