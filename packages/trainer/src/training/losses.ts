import type { LossName } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import { activate } from './activations.js';
import type { Forward } from './network.js';

/** A loss as a function of `[batch, outputs]` and its wanted values of the same shape, and the slope of its mean. */
interface LossFunction {
  /** Mean over the batch; a scalar. */
  value(x: tf.Tensor2D, wanted: tf.Tensor2D): tf.Scalar;
  /** d value / d x. */
  slope(x: tf.Tensor2D, wanted: tf.Tensor2D): tf.Tensor2D;
}

/**
 * A batch's loss: the mean over its images, and what the weights' regularizers add.
 * @param labels int32 `[batch]`: class numbers; with one output, the wanted value itself
 * @returns a scalar
 */
export function totalLoss(loss: LossName, forward: Forward, labels: tf.Tensor1D): tf.Scalar {
  const value = meanLoss(loss, forward, labels);
  return forward.penalty === undefined ? value : tf.add(value, forward.penalty);
}

/**
 * Mean loss of a batch, as Keras computes it: a cross-entropy goes back to what the last softmax or sigmoid got, so
 * that it neither overflows nor loses its gradient. It takes that for its own logits, whichever of the two it was.
 * Where the network hides it, the output is clipped at 1e-7, and a clipped value has no gradient.
 */
function meanLoss(loss: LossName, { logits, activation }: Forward, labels: tf.Tensor1D): tf.Scalar {
  const wanted = wantedOutputs(labels, logits.shape[1]);
  const hidden = activation === 'linear';
  switch (loss) {
    case 'categorical_crossentropy':
      return mean(hidden ? clippedCrossEntropy : softmaxCrossEntropy, logits, wanted);
    case 'sparse_categorical_crossentropy':
      return mean(hidden ? clippedSparseCrossEntropy : softmaxCrossEntropy, logits, wanted);
    case 'binary_crossentropy':
      return mean(hidden ? clippedBinaryCrossEntropy : sigmoidCrossEntropy, logits, wanted);
    case 'mean_squared_error':
      return mean(squaredError, activate(activation, logits) as tf.Tensor2D, wanted);
  }
}

/** What the network should have put out: one-hot rows, or with one output the label as a number. */
export function wantedOutputs(labels: tf.Tensor1D, outputs: number): tf.Tensor2D {
  // Not oneHot's own dtype argument: the wasm backend writes integers whatever it says.
  const wanted = outputs === 1 ? tf.reshape(labels, [-1, 1]) : tf.oneHot(labels, outputs);
  return tf.cast(wanted as tf.Tensor2D, 'float32');
}

function mean(loss: LossFunction, x: tf.Tensor2D, wanted: tf.Tensor2D): tf.Scalar {
  const differentiable = tf.customGrad<tf.Scalar>((...given) => {
    const [x, save] = given as [tf.Tensor2D, tf.GradSaveFunc];
    save([x, wanted]);
    return {
      value: loss.value(x, wanted),
      gradFunc: (dy, saved) => tf.mul(loss.slope(...(saved as [tf.Tensor2D, tf.Tensor2D])), dy),
    };
  });
  return differentiable(x);
}

/** Of logits: log(Σ exp z) − z[label], shifted by the largest logit. */
const softmaxCrossEntropy: LossFunction = {
  value(logits, wanted) {
    const shifted = tf.sub(logits, tf.max(logits, 1, true));
    const logSum = tf.log(tf.sum(tf.exp(shifted), 1));
    return tf.mean(tf.sub(logSum, tf.sum(tf.mul(shifted, wanted), 1)));
  },
  slope: (logits, wanted) => overBatch(tf.sub(tf.softmax(logits), wanted)),
};

/** Of logits: max(z, 0) − z · wanted + log(1 + exp(−|z|)), which overflows for no z. */
const sigmoidCrossEntropy: LossFunction = {
  value(logits, wanted) {
    const rest = tf.log(tf.add(tf.scalar(1), tf.exp(tf.neg(tf.abs(logits)))));
    return tf.mean(tf.add(tf.sub(tf.relu(logits), tf.mul(logits, wanted)), rest));
  },
  slope: (logits, wanted) => overAll(tf.sub(tf.sigmoid(logits), wanted)),
};

/** Of probabilities, made to add up to 1 before they are clipped. */
const clippedCrossEntropy: LossFunction = {
  value(output, wanted) {
    const share = tf.div<tf.Tensor2D>(output, tf.sum(output, 1, true));
    return tf.neg(tf.mean(tf.sum(tf.mul(wanted, tf.log(clip(share))), 1)));
  },
  slope(output, wanted) {
    const total = tf.sum(output, 1, true);
    const share = tf.div<tf.Tensor2D>(output, total);
    const ofShare = tf.neg(tf.mul(tf.div(wanted, clip(share)), unclipped(share)));
    return overBatch(tf.div(tf.sub(ofShare, tf.sum(tf.mul(ofShare, share), 1, true)), total));
  },
};

/** Of probabilities, clipped; they are made to add up to 1 only afterwards. */
const clippedSparseCrossEntropy: LossFunction = {
  value: (output, wanted) => softmaxCrossEntropy.value(tf.log(clip(output)), wanted),
  slope(output, wanted) {
    const clipped = clip(output);
    const ofLog = softmaxCrossEntropy.slope(tf.log(clipped), wanted);
    return tf.mul(tf.div(ofLog, clipped), unclipped(output));
  },
};

const clippedBinaryCrossEntropy: LossFunction = {
  value(output, wanted) {
    const clipped = clip(output);
    const [right, wrong] = [tf.mul(wanted, tf.log(clipped)), tf.mul(not(wanted), tf.log(not(clipped)))];
    return tf.neg(tf.mean(tf.add(right, wrong)));
  },
  slope(output, wanted) {
    const clipped = clip(output);
    const slope = tf.sub(tf.div(not(wanted), not(clipped)), tf.div(wanted, clipped));
    return overAll(tf.mul(slope, unclipped(output)));
  },
};

const squaredError: LossFunction = {
  value: (output, wanted) => tf.mean(tf.square(tf.sub(output, wanted))),
  slope: (output, wanted) => overAll(tf.mul(tf.scalar(2), tf.sub(output, wanted))),
};

const epsilon = 1e-7;
const clip = (x: tf.Tensor2D): tf.Tensor2D => tf.clipByValue(x, epsilon, 1 - epsilon);
const not = (x: tf.Tensor2D): tf.Tensor2D => tf.sub(tf.scalar(1), x);

/** 1 where `clip` changes nothing, else 0. */
function unclipped(x: tf.Tensor2D): tf.Tensor2D {
  return tf.cast(tf.equal(x, clip(x)), 'float32');
}

const overBatch = (slope: tf.Tensor): tf.Tensor2D => tf.div(slope, tf.scalar(slope.shape[0]));
const overAll = (slope: tf.Tensor): tf.Tensor2D => tf.div(slope, tf.scalar(slope.size));
