import assert from 'node:assert/strict';
import { hintsOf } from '../../src/source/hints.js';
import { Readings } from '../../src/source/readings.js';
import { lenet5, openReader } from './support.js';

describe('reading sources while they are written', () => {
  let loaded: number;
  let errors: unknown[];
  let readings: Readings;
  let time: number;

  beforeEach(() => {
    loaded = 0;
    errors = [];
    time = 0;
    readings = new Readings({
      openReader: () => {
        loaded += 1;
        return openReader();
      },
      onError: (error) => errors.push(error),
      now: () => time,
    });
  });
  afterEach(() => readings.dispose());

  const script = (text: string) => () => ({ kind: 'script' as const, texts: [text] });
  const read = (text: string) => readings.read('file', script(text));
  const hints = async (text: string) => {
    const description = await read(text);
    assert.ok(description);
    return hintsOf(description, { language: 'en' }).map(({ line }) => line);
  };

  it('loads nothing for Python that has nothing of Keras', async () => {
    assert.equal(await read('import numpy as np\nprint(np.zeros(3))\n'), undefined);
    assert.equal(await read('# ' + 'keras '.repeat(200_000)), undefined);
    assert.equal(loaded, 0);
  });

  it('reads a source once for all who ask, and loads the reader once', async () => {
    const [first, second] = await Promise.all([read(lenet5), read(lenet5)]);
    assert.equal(first, second);
    assert.equal(await read(lenet5), first);
    assert.equal(loaded, 1);
  });

  it('answers nobody who does not wait any more', async () => {
    assert.equal(await readings.read('file', script(lenet5), { isCancellationRequested: true }), undefined);
  });

  it('keeps what follows an open bracket, moved to where it stands now', async () => {
    assert.deepEqual(await hints(lenet5), [4, 5, 6, 7, 8, 9, 10, 11]);
    const typing = lenet5.replace('model.add(Flatten())', '\nmodel.add(Conv2D(64, (\nmodel.add(Flatten())');
    assert.deepEqual(await hints(typing), [4, 5, 6, 7, 8, 11, 12, 13]);
    const further = typing.replace('64, (', '64, (3, 3), activation="');
    assert.deepEqual(await hints(further), [4, 5, 6, 7, 8, 11, 12, 13]);
    const closed = typing.replace('64, (', '64, (3, 3)))');
    assert.deepEqual(await hints(closed), [4, 5, 6, 7, 8, 10, 11, 12, 13]);
  });

  it('reads what stays open all the same after a while, and keeps what it then cannot see', async () => {
    await read(lenet5);
    const open = lenet5.concat('model.add(Dense(');
    const other = open.replace('Conv2D(16', 'Conv2D(12');
    const paramsOf = async (text: string) =>
      (await read(text))?.models[0]?.description.layers.map(({ params }) => params);
    assert.equal((await paramsOf(other))?.[2], 2416);
    time = 10_000;
    assert.equal((await paramsOf(`${other} `))?.[2], 5 * 5 * 6 * 12 + 12);
  });

  it('drops what was deleted, at once', async () => {
    await read(lenet5);
    assert.deepEqual(await hints(lenet5.replace(/model\.add\(Dense[^]*/, '')), [4, 5, 6, 7, 8, 9]);
  });

  it('tells once that the reader cannot be loaded, and answers nothing', async () => {
    const broken = new Readings({
      openReader: () => Promise.reject(new Error('no file')),
      onError: (error) => errors.push(error),
    });
    assert.equal(await broken.read('file', script(lenet5)), undefined);
    assert.equal(await broken.read('file', script(`${lenet5}\n`)), undefined);
    assert.equal(errors.length, 1);
  });
});
