import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { assertWithin, largestDifference } from '../../../model/test/comparison.js';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { gradients, type Objective } from '../../src/training/gradients.js';
import { buildNetwork } from '../../src/training/network.js';
import { sequential } from '../support/tiny.js';
import { traceUrl } from '../support/trace-file.js';

const matrix = z.number().array().array();
const file = z
  .object({
    x: matrix,
    labels: z.int().array(),
    kernel: matrix,
    cases: z.record(z.string(), z.object({ loss: z.number(), gradient: matrix })),
  })
  .parse(JSON.parse(readFileSync(traceUrl('saturated-softmax.json'), 'utf8')));

const dense = { units: 10, use_bias: false };
/** How Keras's networks end in the file. */
const endings: Record<string, [string, Record<string, unknown>][]> = {
  dense_softmax: [['Dense', { ...dense, activation: 'softmax' }]],
  dense_then_activation: [
    ['Dense', dense],
    ['Activation', { activation: 'softmax' }],
  ],
  // Keras's own example has a Reshape there; any layer hides what the softmax got.
  probabilities_only: [
    ['Dense', { ...dense, activation: 'softmax' }],
    ['Flatten', {}],
  ],
};

describe('a saturated softmax', () => {
  before(() => openWasmEngine());

  for (const [name, { loss, gradient }] of Object.entries(file.cases)) {
    it(`has Keras’s loss and gradient: ${name}`, () => {
      const network = buildNetwork(sequential([1, 1, 3], [['Flatten', {}], ...endings[name]!]));
      tf.tidy(() => {
        const batch = {
          x: tf.tensor4d(file.x.flat(), [file.x.length, 1, 1, 3]),
          labels: tf.tensor1d(file.labels, 'int32'),
        };
        const objective: Objective = { loss: 'categorical_crossentropy', metrics: [] };
        const context = { key: tf.tensor1d([0, 0], 'int32'), dropout: true };
        const found = gradients(network, [tf.tensor2d(file.kernel)], batch, objective, context);
        const off = Math.abs(found.loss.dataSync()[0]! / loss - 1);
        const slopes = largestDifference(found.gradients[0]!.dataSync(), gradient.flat());
        // The logits reach 250, and one rounding of them is 1.5e-5 of a probability.
        assertWithin([
          { what: 'loss, as a share', difference: off, tolerance: 1e-6 },
          { what: 'gradient', difference: slopes, tolerance: 1e-5 },
        ]);
      });
    });
  }
});
