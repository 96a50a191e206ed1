import type { LayerSummary } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { oneInput, pair, readConfig, type RunnableLayer } from './runnable-layer.js';

const side = z.int().min(0);
const sides = z.tuple([side, side]);
const edges = z.tuple([sides, sides]);
const upSampling = z.object({
  size: pair.default([2, 2]),
  interpolation: z.enum(['nearest', 'bilinear']).default('nearest'),
});

/** Zeros around each map. */
export function zeroPadding2D(layer: LayerSummary): RunnableLayer {
  const { padding } = readConfig(layer, z.object({ padding: edges }));
  return oneInput((x) => tf.pad(x, [[0, 0], ...padding, [0, 0]]));
}

/** Cuts rows and columns off each map. */
export function cropping2D(layer: LayerSummary): RunnableLayer {
  const { cropping } = readConfig(layer, z.object({ cropping: edges }));
  const [[top, bottom], [left, right]] = cropping;
  return oneInput((x) => {
    const [batch, height, width, channels] = (x as tf.Tensor4D).shape;
    return tf.slice(x, [0, top, left, 0], [batch, height - top - bottom, width - left - right, channels]);
  });
}

/** Rows and columns `size` times as many: repeated, or with straight lines between their middles. */
export function upSampling2D(layer: LayerSummary): RunnableLayer {
  const { size, interpolation } = readConfig(layer, upSampling);
  const grow = interpolation === 'nearest' ? repeat : interpolate;
  return oneInput((x) => grow(x as tf.Tensor4D, size));
}

function repeat(x: tf.Tensor4D, [down, right]: [number, number]): tf.Tensor {
  const [batch, height, width, channels] = x.shape;
  const apart = tf.reshape(x, [batch * height, 1, width, 1, channels]);
  const repeated = tf.mul(apart, tf.ones([1, down, 1, right, 1]));
  return tf.reshape(repeated, [batch, height * down, width * right, channels]);
}

/** As two matrix products, one for each side: what is linear has its gradient for nothing. */
function interpolate(x: tf.Tensor4D, [down, right]: [number, number]): tf.Tensor {
  const [batch, height, width, channels] = x.shape;
  const rows = tf.matMul(
    tf.reshape(tf.transpose(x, [0, 2, 3, 1]), [batch * width * channels, height]),
    between(height, down),
  );
  const upright = tf.transpose(tf.reshape(rows, [batch, width, channels, height * down]), [0, 3, 2, 1]);
  const columns = tf.matMul(
    tf.reshape(upright, [batch * height * down * channels, width]),
    between(width, right),
  );
  const grown = tf.reshape(columns, [batch, height * down, channels, width * right]);
  return tf.transpose(grown, [0, 1, 3, 2]);
}

/** How much each of `size` places counts at each of `size · factor`, by the distance of their middles. */
function between(size: number, factor: number): tf.Tensor2D {
  const matrix = tf.buffer([size, size * factor]);
  for (let to = 0; to < size * factor; to++) {
    const at = Math.min(Math.max((to + 0.5) / factor - 0.5, 0), size - 1);
    const before = Math.floor(at);
    matrix.set(1 - (at - before), before, to);
    if (before + 1 < size) matrix.set(at - before, before + 1, to);
  }
  return matrix.toTensor() as tf.Tensor2D;
}
