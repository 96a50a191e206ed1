import { ConvScopeError } from '@convscope/protocol';
import { settingText } from './layers/runnable-layer.js';
import { weightSetting } from './layers/weight-settings.js';
import type { Network } from './network.js';
import type { Leaf } from './run-model.js';

/**
 * Refuses to train what cannot be trained, before anything is fetched for it.
 * @throws ConvScopeError `layer-untrainable`, `network-output`, `network-outputs`, `nothing-to-train`
 */
export function checkTrainable({ untrainable, weights }: Pick<Network, 'untrainable' | 'weights'>): void {
  if (untrainable !== undefined) throw untrainable;
  if (!weights.some(({ trainable }) => trainable)) throw new ConvScopeError('nothing-to-train');
}

/**
 * What training would have to heed and does not know; nothing of it matters while one only looks.
 * @returns a `layer-untrainable`, or `undefined` where the layers can be trained
 */
export function whyUntrainable(leaves: readonly Leaf[]): ConvScopeError | undefined {
  for (const { summary } of leaves) {
    const { name, config, weights, trainable } = summary;
    const settings = [
      { setting: 'activity_regularizer', value: config['activity_regularizer'] },
      // A frozen layer's weights stay as they are: nothing has to hold them.
      ...(trainable ? weights.map((weight) => weightSetting(summary, weight.name, 'constraint')) : []),
    ];
    const found = settings.find(({ value }) => value !== undefined && value !== null);
    if (found === undefined) continue;
    const { setting, value } = found;
    return new ConvScopeError('layer-untrainable', { layer: name, setting, value: settingText(value) });
  }
  return undefined;
}
