import { augmentationConfig, type AugmentationConfig } from '../../training/augmentation.js';
import { plainOf } from '../keras/plain.js';
import { sentence } from '../sentences.js';
import type { MadeValue } from '../values.js';
import { argumentsOf, camelCase, type Reading } from './reading.js';

const order = [
  'featurewise_center',
  'samplewise_center',
  'featurewise_std_normalization',
  'samplewise_std_normalization',
  'zca_whitening',
  'zca_epsilon',
  'rotation_range',
  'width_shift_range',
  'height_shift_range',
];

/** What an `ImageDataGenerator` does to images. */
export function readAugmentation({ given, span }: MadeValue, reading: Reading): AugmentationConfig {
  const settings: Record<string, unknown> = {};
  const known = augmentationConfig.shape;
  for (const [name, value] of argumentsOf(given, order)) {
    const json = plainOf(value);
    const ours = camelCase(name);
    if (name === 'data_format' || name === 'validation_split' || (json === null && name !== 'rescale'))
      continue;
    if (!Object.hasOwn(known, ours)) {
      reading.report(span, sentence('left-out', { name, of: 'ImageDataGenerator' }));
      continue;
    }
    const fitting = ours === 'zoomRange' && typeof json === 'number' ? [1 - json, 1 + json] : json;
    const read = known[ours as keyof typeof known].safeParse(fitting);
    if (json !== undefined && read.success) settings[ours] = read.data;
    else {
      const reason = value.kind === 'unknown' ? value.reason : sentence('not-plain');
      reading.report(span, sentence('argument-unknown', { name, layer: 'ImageDataGenerator', reason }));
    }
  }
  return augmentationConfig.parse(settings);
}
