import type { Lesson } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import { openWasmEngine } from '../engines/wasm/open-wasm-engine.js';
import { buildNetwork } from '../training/network.js';

/**
 * What a lesson's network answers to its own input with its own weights, one row a picture. WebAssembly computes it:
 * it is always there, and the lesson is small.
 */
export async function runByHand({
  model,
  byHand,
}: Lesson & { byHand: NonNullable<Lesson['byHand']> }): Promise<number[][]> {
  await openWasmEngine();
  const network = buildNetwork(model);
  const output = tf.tidy(() => {
    const weights = byHand.weights.map(({ values, shape }) => tf.tensor([...values], [...shape], 'float32'));
    const input = tf.tensor<tf.Rank.R4>(
      [...byHand.input.values],
      byHand.input.shape as [number, number, number, number],
      'float32',
    );
    const answer = network.activations(weights, input).at(-1)!;
    return tf.reshape<tf.Rank.R2>(answer, [input.shape[0], -1]);
  });
  try {
    return await output.array();
  } finally {
    output.dispose();
  }
}
