import type { LayerSummary } from '../description.js';

/** Layer classes that TensorFlow.js does not have. */
const classes = new Set([
  'ActivityRegularization',
  'GroupNormalization',
  'Identity',
  'Normalization',
  'Subtract',
  'UnitNormalization',
]);

/** Settings that it passes over without a word and so computes something else; each by what it takes. */
const passedOver: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  Conv2D: { groups: [1] },
  Conv2DTranspose: { output_padding: [null] },
  ReLU: { negative_slope: [0, null], threshold: [0, null] },
  UpSampling2D: { interpolation: ['nearest'] },
};

/** What of a layer TensorFlow.js has not: its class, or `ReLU(threshold=1)`; `undefined` where it has all of it. */
export function lackingInTfjs({
  className,
  config,
}: Pick<LayerSummary, 'className' | 'config'>): string | undefined {
  if (classes.has(className)) return className;
  const lacking = Object.entries(passedOver[className] ?? {}).find(
    ([setting, known]) => config[setting] !== undefined && !known.includes(config[setting]),
  );
  return lacking && `${className}(${lacking[0]}=${JSON.stringify(config[lacking[0]])})`;
}
