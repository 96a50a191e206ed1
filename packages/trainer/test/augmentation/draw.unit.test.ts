import assert from 'node:assert/strict';
import { imageDataGenerator, type AugmentationConfig } from '@convscope/model';
import { drawAugmentation, drawTransforms, sliceDraws } from '../../src/augmentation/draw.js';
import { planAugmentation } from '../../src/augmentation/plan.js';
import type { ImageTransform } from '../../src/augmentation/transform.js';
import type { ImageSet } from '../../src/data/image-set.js';

const images: ImageSet = {
  count: 1,
  height: 10,
  width: 40,
  channels: 1,
  classes: 1,
  images: new Uint8Array(400),
  labels: new Uint8Array(1),
};
const plan = (config: Partial<AugmentationConfig>) => planAugmentation(imageDataGenerator(config), images);
const many = { seed: 1, epoch: 0, from: 0, count: 2000 };
const everything: Partial<AugmentationConfig> = {
  rotationRange: 20,
  widthShiftRange: 0.1,
  heightShiftRange: 0.2,
  shearRange: 5,
  zoomRange: [0.5, 2],
  channelShiftRange: 0.3,
  horizontalFlip: true,
  verticalFlip: true,
};

describe('what is drawn for an image', () => {
  it('is the same whatever the batch size, and wherever the training goes on', async () => {
    const whole = drawAugmentation(await plan(everything), { ...many, count: 12 });
    const parts = [
      { from: 0, count: 5 },
      { from: 5, count: 7 },
    ];
    for (const { from, count } of parts) {
      const part = drawAugmentation(await plan(everything), { ...many, from, count });
      assert.deepEqual(part, sliceDraws(whole, from, from + count));
    }
  });

  it('is another in every place, in every epoch and for every seed', async () => {
    const first = drawTransforms(await plan(everything), { ...many, count: 2 });
    const epoch = drawTransforms(await plan(everything), { ...many, count: 2, epoch: 1 });
    const seed = drawTransforms(await plan(everything), { ...many, count: 2, seed: 2 });
    const angles = [first, epoch, seed].flat().map(({ theta }) => theta);
    assert.equal(new Set(angles).size, 6);
  });

  it('does not change with an option that is added', async () => {
    const [{ theta }] = drawTransforms(await plan(everything), many) as [ImageTransform];
    const [alone] = drawTransforms(await plan({ rotationRange: 20 }), many) as [ImageTransform];
    assert.equal(alone.theta, theta);
    const { flipHorizontal, flipVertical, ...still } = alone;
    assert.deepEqual(still, { theta, tx: 0, ty: 0, shear: 0, zx: 1, zy: 1, channelShift: 0 });
    assert.equal(flipHorizontal || flipVertical, false);
  });

  it('fills Keras’s ranges evenly; tx has that of the height, and flips come half the time', async () => {
    const drawn = drawTransforms(await plan(everything), many);
    const ranges: [keyof ImageTransform, number, number][] = [
      ['theta', -20, 20],
      ['tx', -2, 2],
      ['ty', -4, 4],
      ['shear', -5, 5],
      ['zx', 0.5, 2],
      ['zy', 0.5, 2],
      ['channelShift', -0.3, 0.3],
    ];
    for (const [name, low, high] of ranges) {
      const shares = drawn.map((transform) => (Number(transform[name]) - low) / (high - low));
      assert.ok(Math.min(...shares) >= 0 && Math.max(...shares) <= 1, name);
      for (const tenth of [0, 0.3, 0.6, 0.9]) {
        const hits = shares.filter((share) => share >= tenth && share < tenth + 0.1).length;
        assert.ok(hits > 140 && hits < 260, `${name}: ${hits} of 2000 in a tenth`);
      }
    }
    for (const flip of ['flipHorizontal', 'flipVertical'] as const) {
      const flips = drawn.filter((transform) => transform[flip]).length;
      assert.ok(flips > 900 && flips < 1100, `${flip}: ${flips} of 2000`);
    }
  });

  it('takes a whole number of pixels below a whole range, and any below another one', async () => {
    const drawn = drawTransforms(await plan({ widthShiftRange: 3, heightShiftRange: 2.5 }), many);
    assert.deepEqual([...new Set(drawn.map(({ ty }) => ty + 0))].sort(), [-1, -2, 0, 1, 2]);
    const tx = drawn.map(({ tx }) => Math.abs(tx));
    assert.ok(Math.max(...tx) > 2.4 && Math.max(...tx) <= 2.5);
    assert.ok(new Set(tx).size > 1000);
  });

  it('is nothing where nothing moves', async () => {
    const drawn = drawAugmentation(await plan({ rescale: 2, samplewiseCenter: true }), many);
    assert.deepEqual(drawn.values, []);
  });
});
