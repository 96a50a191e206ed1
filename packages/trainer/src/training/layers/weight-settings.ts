import type { LayerSummary } from '@convscope/model';

/** What Keras lets one set for each weight of a layer. */
type WeightSetting = 'initializer' | 'regularizer' | 'constraint';

/** The beginning of a setting's name where it is not the weight's: `depthwise_initializer`. */
const prefixes: Readonly<Record<string, string>> = {
  depthwise_kernel: 'depthwise',
  pointwise_kernel: 'pointwise',
};

/**
 * A weight's setting: its name in the layer's config, and what the config has there, unread; `undefined` or `null`
 * where there is none.
 */
export function weightSetting(
  { className, config }: Pick<LayerSummary, 'className' | 'config'>,
  weight: string,
  setting: WeightSetting,
): { setting: string; value: unknown } {
  const prefix = className === 'DepthwiseConv2D' && weight === 'kernel' ? 'depthwise' : prefixes[weight];
  const name = `${prefix ?? weight}_${setting}`;
  return { setting: name, value: config[name] };
}
