import type { OptimizerConfig } from '@convscope/model';
import type { NetworkWeight } from './weights.js';

/** What an optimizer may remember of a weight, in Keras's words. */
export type SlotName = 'momentum' | 'velocity' | 'velocity_hat' | 'average_gradient' | 'accumulator';

/** One tensor that an optimizer remembers: of which weight, and what. */
export interface OptimizerSlot {
  /** Index in `network.weights`. */
  weight: number;
  /** Keras's variable is called by its weight and this: `conv2d_kernel_velocity`. */
  name: SlotName;
  /** The weight's. */
  shape: readonly number[];
  /** Every value before the first update. */
  initial: number;
}

/**
 * What the optimizer remembers of a network's trainable weights, in the order of Keras 3's `optimizer.variables` after
 * its iteration and its learning rate.
 */
export function optimizerSlots(
  optimizer: OptimizerConfig,
  weights: readonly NetworkWeight[],
): OptimizerSlot[] {
  const initial = optimizer.className === 'Adagrad' ? optimizer.initialAccumulatorValue : 0;
  return slotGroups(optimizer).flatMap((names) =>
    weights.flatMap(({ shape, trainable }, weight) =>
      trainable ? names.map((name) => ({ weight, name, shape, initial })) : [],
    ),
  );
}

/** Group after group, and in a group weight by weight. */
function slotGroups(optimizer: OptimizerConfig): SlotName[][] {
  switch (optimizer.className) {
    case 'SGD':
      return optimizer.momentum === 0 ? [] : [['momentum']];
    case 'RMSprop': {
      const groups: SlotName[][] = [['velocity']];
      if (optimizer.momentum > 0) groups.push(['momentum']);
      if (optimizer.centered) groups.push(['average_gradient']);
      return groups;
    }
    case 'Adam':
    case 'AdamW':
      return optimizer.amsgrad ? [['momentum', 'velocity'], ['velocity_hat']] : [['momentum', 'velocity']];
    case 'Adagrad':
      return [['accumulator']];
  }
}
