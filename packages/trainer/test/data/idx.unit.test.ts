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
      assertRefused(() => readIdxImages(read(name), name), reason);
    });
  }

  it('are refused where a label is no class: label-10-idx1-ubyte', () => {
    const name = 'label-10-idx1-ubyte';
    assertRefused(() => readIdxLabels(read(name), name, 10), /label 10 of image/);
  });
});

function assertRefused(read: () => unknown, reason: RegExp): void {
  assert.throws(read, (error: ConvScopeError) => {
    assert.equal(error.code, 'data-damaged');
    assert.match(error.message, reason);
    tell({ what: 'ConvScope says', found: error.message });
    return true;
  });
}
