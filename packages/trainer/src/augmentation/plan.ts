import type { AugmentationConfig } from '@convscope/model';
import type { ImageSet } from '../data/image-set.js';
import { statisticsOf, type Statistics, type StatisticsOptions } from './statistics.js';

/** Keras's `ImageDataGenerator` after its `fit`: what is done to images of this size, with what it needs for that. */
export interface AugmentationPlan {
  /** With what one setting implies of another. */
  config: AugmentationConfig;
  height: number;
  width: number;
  channels: number;
  /** Of the training set; holds what the configuration asks for. */
  statistics: Statistics;
}

/**
 * Makes ready what is done to training images. Where an image is compared with all of them (`featurewise…`, ZCA), it
 * looks through the whole training set, as Keras's `fit` does, unless a keeper knows what came of that.
 * @throws ConvScopeError `zca-too-large`, `cancelled`, what the keeper throws
 */
export async function planAugmentation(
  config: AugmentationConfig,
  training: ImageSet,
  options: StatisticsOptions = {},
): Promise<AugmentationPlan> {
  const { height, width, channels } = training;
  const implied = withImplied(config);
  const statistics = await statisticsOf(implied, training, options);
  return { config: implied, height, width, channels, statistics };
}

/** Whether some pixel of an image can come from another place. */
export function movesPixels({ config }: AugmentationPlan): boolean {
  const { zoomRange, horizontalFlip, verticalFlip } = config;
  const ranges = [config.rotationRange, config.widthShiftRange, config.heightShiftRange, config.shearRange];
  return (
    ranges.some((range) => range !== 0) ||
    zoomRange.some((factor) => factor !== 1) ||
    horizontalFlip ||
    verticalFlip
  );
}

/** Keras: to divide by a deviation is to centre first; ZCA centres, and takes the place of dividing. */
function withImplied(config: AugmentationConfig): AugmentationConfig {
  const { zcaWhitening, featurewiseStdNormalization, samplewiseStdNormalization } = config;
  return {
    ...config,
    featurewiseCenter: config.featurewiseCenter || featurewiseStdNormalization || zcaWhitening,
    featurewiseStdNormalization: featurewiseStdNormalization && !zcaWhitening,
    samplewiseCenter: config.samplewiseCenter || samplewiseStdNormalization,
  };
}
