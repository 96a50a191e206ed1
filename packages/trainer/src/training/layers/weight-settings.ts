import type { LayerSummary } from '@convscope/model';

/** What Keras lets one set for each weight of a layer. */
export type WeightSetting = 'initializer' | 'regularizer' | 'constraint';

/** The beginning of a setting's name where it is not the weight's: `depthwise_initializer`. */
const prefixes: Readonly<Record<string, string>> = {
  depthwise_kernel: 'depthwise',
  pointwise_kernel: 'pointwise',
};

/** A weight's setting as the layer's config has it, unread; `undefined` or `null` where there is none. */
export function weightSetting(
  { className, config }: Pick<LayerSummary, 'className' | 'config'>,
  weight: string,
  setting: WeightSetting,
): unknown {
  const prefix = className === 'DepthwiseConv2D' && weight === 'kernel' ? 'depthwise' : prefixes[weight];
  return config[`${prefix ?? weight}_${setting}`];
}
