import type { Leaf } from './run-model.js';
import { weightSetting } from './layers/weight-settings.js';

/**
 * What of a network training would have to heed and does not know; nothing of it matters while one only looks.
 * @returns a clause that names the layer, or `undefined` where the network can be trained
 */
export function whyUntrainable(leaves: readonly Leaf[]): string | undefined {
  for (const { summary } of leaves) {
    const { name, config, weights, trainable } = summary;
    if (config['activity_regularizer'] != null) {
      return `layer “${name}” has an activity_regularizer, and networks with one are not trained; set it to None`;
    }
    const bound = weights.find((weight) => weightSetting(summary, weight.name, 'constraint') != null);
    if (trainable && bound !== undefined) {
      return `layer “${name}” has a constraint on its ${bound.name}, and networks with one are not trained; set it to None`;
    }
  }
  return undefined;
}
