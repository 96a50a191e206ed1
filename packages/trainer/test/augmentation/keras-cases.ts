import { assertWithin as assertAllWithin } from '../../../model/test/comparison.js';
import {
  shiftAndFlip,
  standardizeCase,
  standardizeCases,
  transformCase,
  transformCases,
  type Runner,
} from './keras.js';

/** Everything that Keras was asked to do to images, done on an engine. */
export function itAugmentsAsKeras(run: Runner): void {
  it('shifts and flips pictures of CIFAR-10', async () => {
    assertWithin(await shiftAndFlip(run), 2e-6);
  });

  transformCases.forEach(({ name, fillMode }, index) => {
    it(`${name}, ${fillMode}`, async () => assertWithin(await transformCase(run, index), 2e-6));
  });

  for (const standardized of standardizeCases) {
    const asked = Object.entries(standardized.arguments).filter(([, value]) => value);
    const settings = JSON.stringify(Object.fromEntries(asked));
    it(`standardizes ${standardized.shape[0]} images: ${settings}`, async () => {
      assertWithin(await standardizeCase(run, standardized), 2e-6);
    });
  }
}

function assertWithin(difference: number, tolerance: number): void {
  assertAllWithin([{ what: 'pixels', difference, tolerance }]);
}
