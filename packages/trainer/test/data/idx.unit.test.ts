import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ConvScopeError } from '@convscope/protocol';
import { tell } from '../../../model/test/comparison.js';
import { readIdxImages, readIdxLabels } from '../../src/data/idx.js';

const read = (name: string) => readFileSync(new URL(`damaged/${name}`, import.meta.url));

describe('IDX files', () => {
  it('read as images', () => {
    const { count, height, width, images } = readIdxImages(read('good-images-idx3-ubyte'), 'good');
    assert.deepEqual([count, height, width], [10, 28, 28]);
    assert.equal(images.length, 10 * 28 * 28);
    assert.ok(images.some((value) => value > 200));
  });

  const damaged: [string, RegExp][] = [
    ['cut-images-idx3-ubyte', /7856 bytes, it has/],
    ['long-images-idx3-ubyte', /7856 bytes, it has 8640/],
    ['huge-images-idx3-ubyte', /its header says/],
    ['header-only-images-idx3-ubyte', /its header alone takes 16/],
    ['wrong-magic-images-idx3-ubyte', /magic number 2051/],
    ['labels-as-images-idx3-ubyte', /magic number 2051|its header alone/],
    ['gzip-images-idx3-ubyte', /packed with gzip/],
  ];
  for (const [name, reason] of damaged) {
    it(`are refused with the reason: ${name}`, () => {
      assert.throws(
        () => readIdxImages(read(name), name),
        (error: ConvScopeError) => {
          assert.equal(error.code, 'data-damaged');
          assert.match(error.message, reason);
          tell({ what: 'ConvScope says', found: error.message });
          return true;
        },
      );
    });
  }

  it('are refused where a label is no class: label-10-idx1-ubyte', () => {
    assert.throws(
      () => readIdxLabels(read('label-10-idx1-ubyte'), 'label-10-idx1-ubyte', 10),
      (error: ConvScopeError) => {
        assert.equal(error.code, 'data-damaged');
        assert.match(error.message, /label 10 of image/);
        tell({ what: 'ConvScope says', found: error.message });
        return true;
      },
    );
  });
});
