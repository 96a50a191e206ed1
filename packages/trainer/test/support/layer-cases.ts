import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { assertWithin, type Comparison } from '../../../model/test/comparison.js';
import { buildNetwork, type Network } from '../../src/training/network.js';

const numbers = z.array(z.number());
const layerCase = z.object({
  name: z.string(),
  config: z.unknown(),
  shape: z.tuple([z.int(), z.int()]),
  looked: numbers,
  trained: numbers.nullable(),
  moved: z.array(numbers),
  penalty: z.number().nullable(),
  gradients: z.array(numbers),
});
export type LayerCase = z.output<typeof layerCase>;

/** What real Keras computed with single layers and small graphs; see `oracle/layers/make_layers.py`. */
export function layerCases(): LayerCase[] {
  const file = new URL('../oracle/layers/layers.json', import.meta.url);
  return z.array(layerCase).parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Computes tensors from tensors and reads them: op by op, or recorded first. */
export type Compute = (
  outputs: (inputs: tf.Tensor[]) => tf.Tensor[],
  inputs: tf.Tensor[],
) => Promise<ArrayLike<number>[]>;

/** Op by op, on TensorFlow.js's backend of the moment. */
const opByOp: Compute = (outputs, inputs) =>
  Promise.resolve(tf.tidy(() => outputs(inputs).map((tensor) => tensor.dataSync())));

/**
 * Computes a case and compares: the output where one only looks and in training, the regularizers' penalty, the
 * weights that training moved, the gradients by the input and each trainable weight.
 * @param tolerance a share of the number where that is above 1
 */
export async function assertLikeKeras(
  { config, ...keras }: LayerCase,
  tolerance: number,
  compute = opByOp,
): Promise<void> {
  const network = buildNetwork(config);
  const inputs = inputsOf(network);
  const found = await compute((given) => outputsOf(network, given), inputs);
  tf.dispose(inputs);
  const expected: [what: string, values: number[]][] = [
    ['output', keras.looked],
    ['output in training', keras.trained ?? keras.looked],
    ...(keras.penalty === null ? [] : [named('penalty', [keras.penalty])]),
    ...keras.moved.map((values) => named('moved weights', values)),
    ...keras.gradients.map((values) => named('gradients', values)),
  ];
  assert.equal(found.length, expected.length);
  const compared = expected.map(([what, values], i): Comparison => {
    assert.equal(found[i]!.length, values.length);
    const shares = values.map((value, j) => Math.abs(found[i]![j]! - value) / Math.max(1, Math.abs(value)));
    return { what, at: `output ${i}`, difference: Math.max(0, ...shares), tolerance };
  });
  assertWithin(compared);
}

const named = (what: string, values: number[]): [string, number[]] => [what, values];

/** The input, the key and the weights, as `make_layers.py` has them. */
export function inputsOf(network: Network): tf.Tensor[] {
  return tf.tidy(() => {
    const weights = network.weights.map(({ name, shape }, i) => {
      const values = wave([...shape], 0.3 + i);
      return name.endsWith('variance') ? tf.add(tf.abs(values), tf.scalar(0.5)) : values;
    });
    const x = tf.mul(wave([2, ...network.inputShape], 0.1), tf.scalar(2));
    return [x, tf.tensor1d([1, 2], 'int32'), ...weights];
  });
}

function outputsOf(network: Network, [x, key, ...weights]: tf.Tensor[]): tf.Tensor[] {
  const trained = network.weights.flatMap(({ trainable }, i) => (trainable ? [i] : []));
  const training = { key: key as tf.Tensor1D, dropout: true };
  const looked = network.forward(weights, x as tf.Tensor4D);
  const inTraining = network.forward(weights, x as tf.Tensor4D, training);
  const r = wave(looked.logits.shape, 0.2);
  const slopes = tf.grads((given: tf.Tensor, ...rest: tf.Tensor[]) => {
    const all = [...weights];
    trained.forEach((index, i) => (all[index] = rest[i]!));
    const { logits, penalty } = network.forward(all, given as tf.Tensor4D, training);
    const total = tf.sum(tf.mul(logits, r));
    return penalty === undefined ? total : tf.add(total, penalty);
  })([x!, ...trained.map((i) => weights[i]!)]);
  const moved = [...inTraining.moved].sort(([a], [b]) => a - b).map(([, value]) => value);
  const penalty = looked.penalty === undefined ? [] : [looked.penalty];
  return [looked.logits, inTraining.logits, ...penalty, ...moved, ...slopes];
}

/** The same numbers as in `make_layers.py`. */
function wave(shape: number[], phase: number): tf.Tensor {
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) =>
    Math.sin(phase + i * i * 0.37 + i),
  );
  return tf.tensor(values, shape);
}
