import * as tf from '@tensorflow/tfjs-core';

type Linear = (x: tf.Tensor4D) => tf.Tensor4D;

/**
 * Tries, on TensorFlow.js's backend of the moment, the gradients of what a convolutional network is made of, in
 * milliseconds. For a linear A the gradient of ⟨r, A x⟩ is Aᵀr, so that ⟨Aᵀr, x⟩ must equal ⟨r, A x⟩ for any x.
 * @returns the first operation whose gradient is wrong, or `undefined`
 */
export async function findWrongGradient(): Promise<string | undefined> {
  const image = wave([2, 6, 7, 2]);
  const kernel = wave([3, 2, 2, 3]);
  const depthwise = wave([3, 2, 2, 2]);
  const operations: [name: string, of: tf.Tensor4D, apply: Linear][] = [
    ['Conv2D (input, same)', image, (x) => tf.conv2d(x, kernel, 1, 'same')],
    ['Conv2D (input, valid)', image, (x) => tf.conv2d(x, kernel, 1, 'valid')],
    ['Conv2D (kernel, same)', kernel, (x) => tf.conv2d(image, x, 1, 'same')],
    ['Conv2D (kernel, valid)', kernel, (x) => tf.conv2d(image, x, 1, 'valid')],
    ['DepthwiseConv2D (input)', image, (x) => tf.depthwiseConv2d(x, depthwise, 1, 'same')],
    ['DepthwiseConv2D (kernel)', depthwise, (x) => tf.depthwiseConv2d(image, x, 1, 'same')],
    ['AveragePooling2D', image, (x) => tf.avgPool(x, 2, 1, 'valid')],
  ];
  try {
    for (const [name, of, apply] of operations) {
      if (!(await hasRightGradient(apply, of))) return name;
    }
    return undefined;
  } finally {
    tf.dispose([image, kernel, depthwise]);
  }
}

/** Whether `⟨Aᵀr, x⟩ = ⟨r, A x⟩` for one r and one x, within float32's rounding. */
export async function hasRightGradient(apply: Linear, of: tf.Tensor4D): Promise<boolean> {
  const sides = tf.tidy(() => {
    const x = wave(of.shape, 0.7);
    const y = apply(x);
    const r = wave(y.shape, 1.3);
    const gradient = tf.grad((given) => apply(given as tf.Tensor4D))(of, r);
    return [tf.sum(tf.mul(gradient, x)), tf.sum(tf.mul(r, y))];
  });
  const [left, right] = await Promise.all(sides.map(async (side) => (await side.data())[0]!));
  tf.dispose(sides);
  return Math.abs(left! - right!) <= 1e-4 * Math.max(1, Math.abs(right!));
}

/** Numbers between −1 and 1 without a pattern that a wrong gradient could share. */
function wave(shape: [number, number, number, number], phase = 0): tf.Tensor4D {
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) =>
    Math.sin(phase + i * i * 0.37 + i),
  );
  return tf.tensor4d(values, shape);
}
