import type { OptimizerConfig, SlotName } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import type { SlotOrder } from './optimizer-slots.js';

/** What is remembered of one weight, by its name. */
type Memory = Partial<Record<SlotName, tf.Tensor>>;
/** One weight's update. */
type Rule = (weight: tf.Tensor, gradient: tf.Tensor, memory: Memory) => { weight: tf.Tensor; memory: Memory };
type ConfigOf<Name> = Extract<OptimizerConfig, { className: Name }>;

interface Before {
  /** Only those that train. */
  weights: readonly tf.Tensor[];
  /** One per slot of the order. */
  slots: readonly tf.Tensor[];
  /** One per weight. */
  gradients: readonly tf.Tensor[];
}

type After = {
  weights: tf.Tensor[];
  slots: tf.Tensor[];
};

/**
 * The second half of a training step, with Keras 3's formulas. Pure, as `gradients` is.
 * @param scalars what changes from step to step, one scalar each: `stepScalars`
 */
export function update(
  optimizer: OptimizerConfig,
  order: SlotOrder,
  { weights, slots, gradients }: Before,
  scalars: readonly tf.Scalar[],
): After {
  return tf.tidy(() => {
    const rule = ruleOf(optimizer, scalars);
    const moved = weights.map((weight, i) => {
      const own = order.flatMap((slot, at) => (slot.weight === i ? [[slot.name, slots[at]!]] : []));
      return rule(weight, gradients[i]!, Object.fromEntries(own) as Memory);
    });
    return {
      weights: moved.map(({ weight }) => weight),
      slots: order.map(({ weight, name }) => moved[weight]!.memory[name]!),
    };
  });
}

/**
 * What `update` must be told anew at each step: the learning rate first; of Adam the rate with its bias correction, in
 * float32 step by step as Keras computes it (1 − 0.999 in float32 is off by 1e-5).
 * @param iterations updates done before this one, from 0
 */
export function stepScalars(optimizer: OptimizerConfig, learningRate: number, iterations: number): number[] {
  switch (optimizer.className) {
    case 'SGD':
    case 'RMSprop':
    case 'Adagrad':
      return [learningRate];
    case 'Adam':
      return [correctedRate(optimizer, learningRate, iterations)];
    case 'AdamW':
      return [correctedRate(optimizer, learningRate, iterations), learningRate];
  }
}

function correctedRate(
  { beta1, beta2 }: { beta1: number; beta2: number },
  learningRate: number,
  iterations: number,
): number {
  const { fround } = Math;
  const rest = (beta: number) => fround(1 - fround(fround(beta) ** (iterations + 1)));
  return fround(fround(fround(learningRate) * fround(Math.sqrt(rest(beta2)))) / rest(beta1));
}

function ruleOf(optimizer: OptimizerConfig, scalars: readonly tf.Scalar[]): Rule {
  const [first, second] = scalars;
  switch (optimizer.className) {
    case 'SGD':
      return sgd(optimizer, first!);
    case 'RMSprop':
      return rmsprop(optimizer, first!);
    case 'Adam':
      return adam(optimizer, first!);
    case 'AdamW':
      return decayed(optimizer.weightDecay, second!, adam(optimizer, first!));
    case 'Adagrad':
      return adagrad(optimizer, first!);
  }
}

/** w ← w − lr · g; with momentum m ← m · momentum − lr · g, w ← w + m, Nesterov: w ← w + m · momentum − lr · g. */
function sgd({ momentum, nesterov }: ConfigOf<'SGD'>, learningRate: tf.Scalar): Rule {
  return (weight, gradient, memory) => {
    const step = tf.mul(gradient, learningRate);
    if (memory.momentum === undefined) return { weight: tf.sub(weight, step), memory };
    const share = tf.scalar(momentum);
    const moved = tf.sub(tf.mul(memory.momentum, share), step);
    const ahead = nesterov ? tf.sub(tf.mul(moved, share), step) : moved;
    return { weight: tf.add(weight, ahead), memory: { momentum: moved } };
  };
}

/**
 * v ← rho · v + (1 − rho) · g²; w ← w − lr · g / √(v + epsilon), epsilon under the root. Centered: the square of the
 * mean gradient is taken off v there. With momentum m ← momentum · m + that step, w ← w − m.
 */
function rmsprop({ rho, momentum, epsilon }: ConfigOf<'RMSprop'>, learningRate: tf.Scalar): Rule {
  const mean = (before: tf.Tensor, value: tf.Tensor) =>
    tf.add(tf.mul(tf.scalar(rho), before), tf.mul(tf.scalar(1 - rho), value));
  return (weight, gradient, memory) => {
    const after: Memory = { velocity: mean(memory.velocity!, tf.square(gradient)) };
    let spread = after.velocity!;
    if (memory.average_gradient !== undefined) {
      after.average_gradient = mean(memory.average_gradient, gradient);
      spread = tf.sub(spread, tf.square(after.average_gradient));
    }
    let step = tf.div(tf.mul(learningRate, gradient), tf.sqrt(tf.add(spread, tf.scalar(epsilon))));
    if (memory.momentum !== undefined) {
      step = tf.add(tf.mul(tf.scalar(momentum), memory.momentum), step);
      after.momentum = step;
    }
    return { weight: tf.sub(weight, step), memory: after };
  };
}

/**
 * m ← m + (g − m) · (1 − beta1); v ← v + (g² − v) · (1 − beta2); w ← w − m · alpha / (√v + epsilon), epsilon beside the
 * root. AMSGrad takes the largest v so far.
 * @param alpha lr · √(1 − beta2ᵗ) / (1 − beta1ᵗ)
 */
function adam(
  { beta1, beta2, epsilon }: Pick<ConfigOf<'Adam'>, 'beta1' | 'beta2' | 'epsilon'>,
  alpha: tf.Scalar,
): Rule {
  const towards = (before: tf.Tensor, value: tf.Tensor, share: number) =>
    tf.add(before, tf.mul(tf.sub(value, before), tf.scalar(share)));
  return (weight, gradient, memory) => {
    const after: Memory = {
      momentum: towards(memory.momentum!, gradient, 1 - beta1),
      velocity: towards(memory.velocity!, tf.square(gradient), 1 - beta2),
    };
    let spread = after.velocity!;
    if (memory.velocity_hat !== undefined) {
      spread = tf.maximum(memory.velocity_hat, spread);
      after.velocity_hat = spread;
    }
    const step = tf.div(tf.mul(after.momentum!, alpha), tf.add(tf.sqrt(spread), tf.scalar(epsilon)));
    return { weight: tf.sub(weight, step), memory: after };
  };
}

/** AdamW: w ← w − w · weightDecay · lr before the update itself. */
function decayed(weightDecay: number, learningRate: tf.Scalar, rule: Rule): Rule {
  return (weight, gradient, memory) => {
    const lost = tf.mul(tf.mul(weight, tf.scalar(weightDecay)), learningRate);
    return rule(tf.sub(weight, lost), gradient, memory);
  };
}

/** a ← a + g²; w ← w − lr · g / √(a + epsilon). */
function adagrad({ epsilon }: ConfigOf<'Adagrad'>, learningRate: tf.Scalar): Rule {
  return (weight, gradient, memory) => {
    const accumulator = tf.add(memory.accumulator!, tf.square(gradient));
    const step = tf.div(tf.mul(learningRate, gradient), tf.sqrt(tf.add(accumulator, tf.scalar(epsilon))));
    return { weight: tf.sub(weight, step), memory: { accumulator } };
  };
}
