import { slotGroups, type OptimizerConfig, type SlotName } from '@convscope/model';
import type { NetworkWeight } from './weights.js';

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

/**
 * The values of an optimizer's slots: those that it was left with, or those before the first update.
 * @param left in the order of `slots`
 * @throws RangeError where it was left with other slots
 */
export function slotValues(
  slots: readonly OptimizerSlot[],
  left: readonly Float32Array[] | undefined,
): readonly Float32Array[] {
  const sizes = slots.map(({ shape }) => shape.reduce((product, side) => product * side, 1));
  if (left === undefined) return slots.map(({ initial }, i) => new Float32Array(sizes[i]!).fill(initial));
  if (left.length === slots.length && left.every(({ length }, i) => length === sizes[i])) return left;
  throw new RangeError(
    `This optimizer has ${slots.length} slots of sizes ${String(sizes)}; received ${String(left.map(({ length }) => length))}.`,
  );
}

/** Whose slots stand where, for `update`: there, `weight` counts only the weights that train. */
export type SlotOrder = readonly Pick<OptimizerSlot, 'weight' | 'name'>[];

/** @param trained which weights train, by their index in `network.weights` */
export function slotOrder(slots: readonly OptimizerSlot[], trained: readonly number[]): SlotOrder {
  return slots.map(({ weight, name }) => ({ weight: trained.indexOf(weight), name }));
}
