import type { LossName } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import { settingText } from './layers/runnable-layer.js';
import { weightSetting } from './layers/weight-settings.js';
import type { Network } from './network.js';
import type { Leaf } from './run-model.js';

const comparesClasses: ReadonlySet<LossName> = new Set([
  'categorical_crossentropy',
  'sparse_categorical_crossentropy',
]);

/**
 * Refuses to train what cannot be trained, before anything is fetched for it.
 * @throws ConvScopeError `layer-untrainable`, `network-output`, `network-outputs`, `nothing-to-train`; `loss-one-output`
 * where a loss compares classes and there is one output: it would be 0 for ever, of which Keras warns
 */
export function checkTrainable(
  { untrainable, weights, outputs }: Pick<Network, 'untrainable' | 'weights' | 'outputs'>,
  loss: LossName,
): void {
  if (untrainable !== undefined) throw untrainable;
  if (outputs === 1 && comparesClasses.has(loss)) throw new ConvScopeError('loss-one-output', { loss });
  if (!weights.some(({ trainable }) => trainable)) throw new ConvScopeError('nothing-to-train');
}

/**
 * What training would have to heed and does not know; nothing of it matters while one only looks.
 * @returns a `layer-untrainable`, or `undefined` where the layers can be trained
 */
export function whyUntrainable(leaves: readonly Leaf[]): ConvScopeError | undefined {
  for (const { summary } of leaves) {
    for (const weight of summary.weights) {
      const { setting, value } = weightSetting(summary, weight.name, 'constraint');
      // A frozen layer's weights stay as they are: nothing has to hold them.
      if (!weight.trainable || value === undefined || value === null) continue;
      const args = { layer: summary.name, setting, value: settingText(value) };
      return new ConvScopeError('layer-untrainable', args);
    }
  }
  return undefined;
}
