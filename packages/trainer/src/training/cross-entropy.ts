import * as tf from '@tensorflow/tfjs-core';

/**
 * Mean categorical cross-entropy of a batch, from logits: log(Σ exp z) − z[label], shifted by the largest logit, so
 * that it neither overflows nor loses its gradient where the softmax saturates (TensorFlow.js's own loss clips the
 * probabilities at 1e-7 and does). Its gradient is (softmax(z) − one-hot) / batch.
 * @param logits `[batch, classes]`
 * @param labels int32 `[batch]`
 * @returns a scalar
 */
export function meanCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  const [batch, classes] = logits.shape;
  // Not oneHot's own dtype argument: the wasm backend writes integers whatever it says.
  const oneHot = tf.cast(tf.oneHot(labels, classes), 'float32');
  const loss = tf.customGrad<tf.Scalar>((...given) => {
    const [z, save] = given as [tf.Tensor2D, tf.GradSaveFunc];
    save([z, oneHot]);
    const shifted = tf.sub(z, tf.max(z, 1, true));
    const logSum = tf.log(tf.sum(tf.exp(shifted), 1));
    return {
      value: tf.mean(tf.sub(logSum, tf.sum(tf.mul(shifted, oneHot), 1))),
      gradFunc: (dy, [logits, wanted]) =>
        tf.mul(tf.div(tf.sub(tf.softmax(logits!), wanted!), tf.scalar(batch)), dy),
    };
  });
  return loss(logits);
}

/**
 * How many images of a batch have their largest logit at their label; of equal logits the first counts.
 * @returns a float32 scalar
 */
export function countCorrect(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  return tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'float32'));
}
