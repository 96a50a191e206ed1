import * as z from 'zod';

const flag = z.boolean().default(false);
/** A share of the side from 0 up. */
const range = z.number().nonnegative().default(0);

/**
 * What is done to every training image before the network sees it: Keras's `ImageDataGenerator`, its names in
 * camelCase, its defaults. Shifts are shares of the side (below 1) or pixels (1 and above); a whole number n, as a
 * Python int in Keras, is a whole number of pixels below n. As in Keras, whose axes are swapped there,
 * `widthShiftRange` is a share of the width and moves images up and down, `heightShiftRange` one of the height and moves
 * them sideways; on square images with equal ranges nobody can tell. Rescaling, centring, normalization and whitening are done
 * to images that are validated on or predicted, too. Keras's `brightness_range` is left out: it cuts images to whole
 * numbers, which of images from 0 to 1 leaves black ones.
 */
export const augmentationConfig = z.object({
  featurewiseCenter: flag,
  samplewiseCenter: flag,
  featurewiseStdNormalization: flag,
  samplewiseStdNormalization: flag,
  zcaWhitening: flag,
  zcaEpsilon: z.number().positive().default(1e-6),
  /** Degrees. */
  rotationRange: range,
  widthShiftRange: range,
  heightShiftRange: range,
  /** Degrees. */
  shearRange: range,
  /** `[low, high]`; Keras's single number z is `[1 − z, 1 + z]`. */
  zoomRange: z.tuple([z.number().positive(), z.number().positive()]).default([1, 1]),
  /** In the image's own scale, 0–1. */
  channelShiftRange: range,
  fillMode: z.enum(['constant', 'nearest', 'reflect', 'wrap']).default('nearest'),
  /** What `constant` fills with. */
  cval: z.number().default(0),
  horizontalFlip: flag,
  verticalFlip: flag,
  /** Factor on every value, which is 0–1 already (Keras's own data is 0–255); `null` is none. */
  rescale: z.number().nullable().default(null),
});
export type AugmentationConfig = z.output<typeof augmentationConfig>;

/** An augmentation as one writes it: `imageDataGenerator({ horizontalFlip: true })`. */
export function imageDataGenerator(config: z.input<typeof augmentationConfig>): AugmentationConfig {
  return augmentationConfig.parse(config);
}
