import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lossName, metricName } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { assertWithin } from '../../../model/test/comparison.js';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { totalLoss } from '../../src/training/losses.js';
import { metricSum } from '../../src/training/metrics.js';
import type { Forward } from '../../src/training/network.js';

/** What real Keras answers for logits of its `Activation` layer; `hidden` puts a Reshape after it. */
const keras = z
  .object({
    name: z.string(),
    loss: lossName,
    activation: z.enum(['linear', 'sigmoid', 'softmax']),
    hidden: z.boolean(),
    shape: z.tuple([z.int(), z.int()]),
    logits: z.number().array(),
    labels: z.int().array(),
    value: z.number(),
    slope: z.number().array(),
    metrics: z.partialRecord(metricName, z.int()),
  })
  .array()
  .parse(JSON.parse(readFileSync(new URL('../oracle/compile/losses.json', import.meta.url), 'utf8')));

type Case = (typeof keras)[number];

/** What a network that ends as the case does gives for these logits. */
function forwardOf({ activation, hidden }: Case, logits: tf.Tensor2D): Forward {
  const moved = new Map();
  if (!hidden) return { logits, activation, moved };
  const output = activation === 'softmax' ? tf.softmax(logits) : tf.sigmoid(logits);
  return { logits: output, activation: 'linear', moved };
}

describe('losses', () => {
  before(() => openWasmEngine());

  for (const expected of keras) {
    it(`have Keras’s value and slope: ${expected.loss}, ${expected.name}`, () => {
      tf.tidy(() => {
        const labels = tf.tensor1d(expected.labels, 'int32');
        const logits = tf.tensor2d(expected.logits, expected.shape);
        const { value, grad } = tf.valueAndGrad((z) =>
          totalLoss(expected.loss, forwardOf(expected, z as tf.Tensor2D), labels),
        )(logits);
        assertClose([value.dataSync()[0]!], [expected.value], 'loss');
        assertClose([...grad.dataSync()], expected.slope, 'slope');
      });
    });
  }

  it('count what the regularizers add, and its slope', () => {
    tf.tidy(() => {
      const logits = tf.tensor2d([1, 2], [1, 2]);
      const labels = tf.tensor1d([0], 'int32');
      const forward = (z: tf.Tensor): Forward => ({
        logits: z as tf.Tensor2D,
        activation: 'softmax',
        moved: new Map(),
      });
      const plain = tf.valueAndGrad((z) => totalLoss('categorical_crossentropy', forward(z), labels))(logits);
      const penalized = tf.valueAndGrad((z) =>
        totalLoss('categorical_crossentropy', { ...forward(z), penalty: tf.mean(z) }, labels),
      )(logits);
      const added = [penalized.value.dataSync()[0]! - plain.value.dataSync()[0]!];
      plain.grad.dataSync().forEach((slope, i) => added.push(penalized.grad.dataSync()[i]! - slope));
      [1.5, 0.5, 0.5].forEach((wanted, i) => assert.ok(Math.abs(added[i]! - wanted) < 1e-6, String(i)));
    });
  });

  it('and metrics leave no tensor behind but their result', () => {
    const labels = tf.tensor1d(keras[0]!.labels, 'int32');
    const logits = tf.tensor2d(keras[0]!.logits, keras[0]!.shape);
    const before = tf.memory().numTensors;
    const made = tf.tidy(() => [
      totalLoss('categorical_crossentropy', forwardOf(keras[0]!, logits), labels),
      metricSum('top_k_categorical_accuracy', forwardOf(keras[0]!, logits), labels),
    ]);
    assert.equal(tf.memory().numTensors, before + 2);
    tf.dispose([labels, logits, made]);
  });
});

describe('metrics', () => {
  before(() => openWasmEngine());

  for (const expected of keras) {
    it(`count as many images as Keras does: ${expected.loss}, ${expected.name}`, () => {
      tf.tidy(() => {
        const forward = forwardOf(expected, tf.tensor2d(expected.logits, expected.shape));
        const labels = tf.tensor1d(expected.labels, 'int32');
        for (const [metric, sum] of Object.entries(expected.metrics)) {
          const found = metricSum(metricName.parse(metric), forward, labels);
          const difference = Math.abs(found.dataSync()[0]! - sum);
          assertWithin([{ what: 'right answers', at: metric, difference, tolerance: 0 }]);
        }
      });
    });
  }

  it('hold for no image whose output is not a number', () => {
    tf.tidy(() => {
      const logits = tf.fill<tf.Rank.R2>([2, 7], NaN);
      const forward: Forward = { logits, activation: 'softmax', moved: new Map() };
      const labels = tf.tensor1d([3, 5], 'int32');
      assert.equal(metricSum('top_k_categorical_accuracy', forward, labels).dataSync()[0], 0);
    });
  });
});

/** Within a few float32 roundings of the numbers themselves, or of 1e-3 where they are smaller. */
function assertClose(actual: readonly number[], expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length);
  const shares = expected.map((value, i) => Math.abs(actual[i]! - value) / Math.max(1e-3, Math.abs(value)));
  assertWithin([{ what: `${what}, as a share`, difference: Math.max(...shares), tolerance: 1e-6 }]);
}
