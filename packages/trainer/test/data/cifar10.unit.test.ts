import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ConvScopeError } from '@convscope/protocol';
import { tell } from '../../../model/test/comparison.js';
import { readLabelList, readStrip } from '../../src/data/cifar10-strips.js';

const read = (name: string) => readFileSync(new URL(`damaged/${name}`, import.meta.url));

describe('CIFAR-10', () => {
  it('strips hold one image a row', () => {
    const images = readStrip(read('good-strip.png'), 'good', 10);
    assert.equal(images.length, 10 * 32 * 32 * 3);
  });

  const strips: [string, RegExp][] = [
    ['narrow-strip.png', /1000 × 10 pixels instead of 1024 × 10/],
    ['grey-strip.png', /1 channels instead of 3/],
    ['alpha-strip.png', /4 channels instead of 3/],
    ['cut-strip.png', /cut off/],
    ['bitflip-strip.png', /damaged: IDAT/],
    ['gzip-images-idx3-ubyte', /does not start as a PNG/],
  ];
  for (const [name, reason] of strips) {
    it(`strips are refused with the reason: ${name}`, () => {
      assertRefused(() => readStrip(read(name), name, 10), reason);
    });
  }

  it('strips with other than the expected number of images are refused', () => {
    assert.throws(() => readStrip(read('good-strip.png'), 'strip', 11), {
      code: 'data-damaged',
      message: /1024 × 10 pixels instead of 1024 × 11/,
    });
  });

  const labels: [string, string, RegExp][] = [
    ['short-labels.json', '[3,8,8', /no JSON/],
    ['nine-labels.json', '[3,8,8,0,6,6,1,6,3]', /9 labels for 10 images/],
    ['no-list.json', '{"labels":[3]}', /no list of labels/],
  ];
  for (const [name, text, reason] of labels) {
    it(`labels are refused with the reason: ${name}`, () => {
      const bytes = new TextEncoder().encode(text);
      assertRefused(() => readLabelList(bytes, name, 10), reason);
    });
  }

  it('labels are refused where one is no class', () => {
    const bytes = new TextEncoder().encode('[3, 10]');
    assert.throws(() => readLabelList(bytes, 'labels', 2), {
      message: /label 10 of image 1 is not one of 0 to 9/,
    });
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
