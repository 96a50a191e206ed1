import type { ModelDescription } from '../description.js';
import type { OptimizerConfig } from '../training/optimizer.js';
import { learningRateIsVariable, slotGroups } from '../training/optimizer-slots.js';

/** What an optimizer remembers between steps: how many numbers, and how many bytes they take. */
export interface OptimizerState {
  params: number;
  bytes: number;
}

/**
 * Keras's optimizer variables after the first step: the number of steps (int64), the learning rate (float32,
 * unless a schedule computes it), and the slots of each trainable weight (float32).
 */
export function optimizerState(optimizer: OptimizerConfig, description: ModelDescription): OptimizerState {
  const slots = slotGroups(optimizer).flat().length * description.trainableParams;
  const learningRate = learningRateIsVariable(optimizer) ? 1 : 0;
  return { params: 1 + learningRate + slots, bytes: 8 + 4 * (learningRate + slots) };
}
