import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPictureSets } from '../../src/data/folder/picture-sets.js';
import { loadDataset, type LoadOptions } from '../../src/data/load-dataset.js';

const pictures = fileURLToPath(new URL('../fixtures/pictures/', import.meta.url));

const options: LoadOptions = {
  dataFolder: '',
  inputShape: [8, 9, 3],
  outputs: 10,
  seed: 1,
  validationSplit: 0,
};

describe('a folder of class folders', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'convscope-pictures-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Puts a picture into the folder: `put('cat/1.png', 'rgb.png')`. */
  function put(file: string, picture = 'rgb.png'): void {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    copyFileSync(path.join(pictures, picture), path.join(folder, file));
  }
  /** So many pictures in a class folder. */
  function fill(classFolder: string, count: number, picture?: string): void {
    for (let i = 0; i < count; i++) put(`${classFolder}/${String(i).padStart(3, '0')}.png`, picture);
  }
  const load = (changed: Partial<LoadOptions> = {}) =>
    loadDataset({ name: 'folder', path: folder }, { ...options, ...changed });

  it('becomes pictures of the network’s size, classes in the order of their names', async () => {
    fill('dog', 6);
    fill('Zebra', 6, 'grey.png');
    put('cat/a.jpg', 'rgb-420.jpg');
    put('cat/below/b.JPEG', 'progressive.jpg');
    const seen: [number, number][] = [];
    const { training, validation, test, classNames } = await load({ onRead: (...read) => seen.push(read) });
    assert.deepEqual(classNames, ['Zebra', 'cat', 'dog']);
    assert.deepEqual([training.count, validation.count], [12, 2]);
    assert.equal(test, validation);
    assert.deepEqual([training.height, training.width, training.channels, training.classes], [8, 9, 3, 3]);
    const zebra = training.images.subarray(0, 3);
    assert.ok(training.labels[0] === 0 && zebra[0] === zebra[1] && zebra[1] === zebra[2]);
    assert.deepEqual(seen.at(-1), [14 * 216, 14 * 216], 'bytes of pixels');
  });

  it('is split by the seed, the same way each time, and no picture is in both sets', async () => {
    fill('a', 30);
    fill('b', 30);
    const split = (seed: number, share = 0.25) => findPictureSets(folder, { seed, share });
    const [first, again, other] = [await split(1), await split(1), await split(2)];
    assert.deepEqual(first, again);
    assert.notDeepEqual(first.validation, other.validation);
    assert.equal(first.validation.length, 15);
    const files = [...first.training, ...first.validation].map(({ file }) => file);
    assert.equal(new Set(files).size, 60);
    assert.deepEqual(
      first.training.map(({ file }) => file),
      files.slice(0, 45).sort(),
    );
  });

  for (const name of ['validation', 'val', 'Valid']) {
    it(`validates on its folder “${name}” and tests on “test”`, async () => {
      fill('train/a', 3);
      fill('train/b', 4);
      fill(`${name}/a`, 1);
      fill('test/b', 2);
      const { training, validation, test } = await load({ validationSplit: 0.5 });
      assert.deepEqual([training.count, validation.count, test.count], [7, 1, 2]);
      assert.deepEqual([...test.labels], [1, 1]);
    });
  }

  it('may have a class that is called train', async () => {
    fill('train', 5);
    fill('bus', 5);
    assert.deepEqual((await load()).classNames, ['bus', 'train']);
  });

  it('may hold more than 256 classes', async () => {
    for (let i = 0; i < 300; i++) put(`train/${String(i).padStart(3, '0')}/1.png`);
    fill('val/299', 1);
    const { training, validation } = await load({ outputs: 300, inputShape: [2, 2, 1] });
    assert.equal(training.labels[299], 299);
    assert.deepEqual([...validation.labels], [299]);
  });

  it('hidden files are passed over, links are followed, and not in circles', async () => {
    fill('a', 3);
    fill('b', 3);
    writeFileSync(path.join(folder, 'a', '.DS_Store'), 'x');
    writeFileSync(path.join(folder, 'a', '._000.png'), 'x');
    writeFileSync(path.join(folder, 'a', 'notes.txt'), 'x');
    mkdirSync(path.join(folder, '.git'));
    symlinkSync(folder, path.join(folder, 'a', 'round'));
    symlinkSync(path.join(folder, 'b', '000.png'), path.join(folder, 'a', 'link.png'));
    symlinkSync(path.join(folder, 'b'), path.join(folder, 'c'));
    const { training, validation, classNames } = await load();
    assert.deepEqual(classNames, ['a', 'b', 'c']);
    assert.equal(training.count + validation.count, 10);
  });

  describe('is refused, with what is wrong and where,', () => {
    const refused = (code: string, message: RegExp, changed?: Partial<LoadOptions>) =>
      assert.rejects(load(changed), { code, message });

    it('where it is not there', async () => {
      const nowhere = path.join(folder, 'nowhere');
      await assert.rejects(loadDataset({ name: 'folder', path: nowhere }, options), {
        code: 'dataset-not-found',
      });
    });
    it('where it holds nothing', () => refused('dataset-no-classes', /no class folders/));
    it('where pictures lie without classes', async () => {
      put('1.png');
      await refused('dataset-no-classes', /one folder for each class/);
    });
    it('where a class is empty', async () => {
      fill('a', 2);
      mkdirSync(path.join(folder, 'b'));
      await refused('dataset-empty-class', /[/\\]b holds no PNG/);
    });
    it('where there is one class only', async () => {
      fill('a', 2);
      await refused('dataset-one-class', /one class only, a/);
    });
    it('where the network’s outputs are too few, before a picture is opened', async () => {
      for (const name of ['a', 'b', 'c']) fill(name, 4, 'cmyk.jpg');
      await refused('dataset-more-classes', /has 3 classes.*\b2\b/, { outputs: 2 });
    });
    it('where a picture is broken', async () => {
      fill('a', 20);
      fill('b', 20);
      writeFileSync(path.join(folder, 'b', '007.png'), 'no picture');
      await refused('dataset-unreadable', /007\.png cannot be used: it is neither PNG nor JPEG/);
    });
    it('where a picture is in a form that is not read', async () => {
      fill('a', 2);
      put('b/1.gif');
      await refused('dataset-unreadable', /1\.gif cannot be used: .*only those are read/);
    });
    it('where a link leads nowhere', async () => {
      fill('a', 2);
      fill('b', 2);
      symlinkSync(path.join(folder, 'gone.png'), path.join(folder, 'a', 'link.png'));
      await refused('dataset-unreadable', /link\.png cannot be used/);
    });
    it('where the validation has classes that the training lacks', async () => {
      for (const name of ['train/a', 'train/b', 'val/a', 'val/cc']) fill(name, 1);
      await refused('dataset-other-classes', /training pictures lack: cc/);
    });
    it('where nothing would be left to validate on', async () => {
      fill('a', 2);
      fill('b', 1);
      await refused('dataset-split', /0\.2 of 3 images/);
    });
    it('where the network takes neither grey nor RGB', () =>
      refused('dataset-channels', /of 4 channels/, { inputShape: [8, 8, 4] }));
    it('where it would not fit into memory, before a picture is opened', async () => {
      fill('a', 50);
      fill('b', 50);
      await refused('dataset-too-large', /of memory/, { inputShape: [100_000, 100_000, 3] });
    });
    it('where it is cancelled', () => {
      fill('a', 20);
      fill('b', 20);
      const stop = new AbortController();
      return refused('cancelled', /Cancelled/, {
        signal: stop.signal,
        onRead: (done) => done === 9 * 216 && stop.abort(),
      });
    });
  });
});
