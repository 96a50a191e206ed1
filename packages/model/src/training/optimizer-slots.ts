import type { OptimizerConfig } from './optimizer.js';

/** What an optimizer may remember of a weight, in Keras's words. */
export type SlotName = 'momentum' | 'velocity' | 'velocity_hat' | 'average_gradient' | 'accumulator';

/**
 * What an optimizer remembers of every trainable weight, in the order of Keras 3's `optimizer.variables` after its
 * iteration and its learning rate: group after group, in a group weight by weight, of a weight name by name.
 */
export function slotGroups(optimizer: OptimizerConfig): readonly (readonly SlotName[])[] {
  switch (optimizer.className) {
    case 'SGD':
      return optimizer.momentum === 0 ? [] : [['momentum']];
    case 'RMSprop':
      return [
        ['velocity'],
        ...(optimizer.momentum > 0 ? [['momentum'] as const] : []),
        ...(optimizer.centered ? [['average_gradient'] as const] : []),
      ];
    case 'Adam':
    case 'AdamW':
      return [['momentum', 'velocity'], ...(optimizer.amsgrad ? [['velocity_hat'] as const] : [])];
    case 'Adagrad':
      return [['accumulator']];
  }
}

/** Whether the learning rate is a variable of the optimizer, as Keras 3 has it: not so where a schedule computes it. */
export function learningRateIsVariable({ decay, schedule }: OptimizerConfig): boolean {
  return decay === 0 && schedule === undefined;
}
