import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describeModel } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { largestDifference, worstOf, type Comparison } from '../../../model/test/comparison.js';
import type { ImageSet } from '../../src/data/image-set.js';
import { activate } from '../../src/training/activations.js';
import { buildNetwork, type Network } from '../../src/training/network.js';
import { cifar10 } from './cifar10.js';
import { placeModel, readH5Model } from './h5-model.js';
import { mnist } from './mnist.js';
import { readNpy } from './npy.js';

const oracle = (name: string) => new URL(`../oracle/${name}`, import.meta.url);
const modelUrl = (name: string) => new URL(`../../../model/test/oracle/models/${name}.h5`, import.meta.url);

const predictionsFile = z.object({
  dataset: z.enum(['mnist', 'cifar10']),
  images: z.string(),
  softmax: z.number().array().array(),
  top1_10000: z.string().length(10_000),
  test_10000: z.object({ 'images_with_top2_margin_below_1e-5': z.int().array() }),
  features: z.object({ layer: z.string(), file: z.string() }).array(),
});

/** The trained networks of the oracle, of Keras 3 and of Keras 2. */
export const predictedModels = ['lenet5', 'cifar10', 'functional', 'keras2-lenet5', 'keras2-functional'];

/** A trained network with its weights on TensorFlow.js's backend of the moment, and what Keras says of it. */
async function open(name: string) {
  const { config, weights: values } = await readH5Model(modelUrl(name));
  const network = buildNetwork(config);
  // By their order in the layer: Keras 2 has other names for some.
  const weights = describeModel(config).layers.flatMap((layer) => {
    const own = [...values].flatMap(([path, value]) => (path.startsWith(`${layer.name}/`) ? [value] : []));
    return layer.weights.map(({ shape }, i) => tf.tensor(own[i]!, [...shape]));
  });
  const keras = predictionsFile.parse(JSON.parse(readFileSync(oracle(`predictions/${name}.json`), 'utf8')));
  return { config, network, weights, keras };
}

/** Compares the probabilities of sixteen images, and every layer's output for the first of them. */
export async function comparePredictions(name: string): Promise<Comparison[]> {
  const { config, network, weights, keras } = await open(name);
  const { shape, values } = readNpy(oracle(`predictions/${keras.images}`));
  const x = tf.tensor4d(
    Float32Array.from(values, (byte) => byte / 255),
    [shape[0]!, ...network.inputShape],
  );
  const first = tf.slice(x, 0, 1);
  const probabilities = tf.tidy(() => probabilitiesOf(network, weights, x).dataSync());
  const features = network.activations(weights, first);
  const layers = describeModel(config).layers.map((layer) => layer.name);
  assert.deepEqual(
    layers,
    keras.features.map(({ layer }) => layer),
  );
  const compared = keras.features.map(({ layer, file }, i) => ({
    what: 'every layer’s output',
    at: layer,
    difference: largestDifference(
      features[i]!.dataSync(),
      readNpy(oracle(`features/${name}/${file}`)).values,
    ),
    tolerance: 2e-5,
  }));
  tf.dispose([weights, x, first, features]);
  return [
    {
      what: 'probabilities',
      difference: largestDifference(probabilities, keras.softmax.flat()),
      tolerance: name.endsWith('functional') ? 2e-6 : 1e-6,
    },
    { ...worstOf(compared), over: compared.length === 1 ? '1 layer' : `${compared.length} layers` },
  ];
}

/** Compares lesson 1, whose weights are set by hand: its answer and its only feature map. */
export async function compareVerticalLine(): Promise<Comparison[]> {
  const keras = verticalLineFile.parse(
    JSON.parse(readFileSync(oracle('predictions/vertical-line.json'), 'utf8')),
  );
  const { network, weights } = placeModel(await readH5Model(modelUrl('vertical-line')));
  const [map, answer] = tf.tidy(() => {
    const tensors = network.weights.map(({ shape }, i) => tf.tensor(weights[i]!, [...shape]));
    const x = tf.tensor4d(keras.x.flat(), [1, ...network.inputShape]);
    return network.activations(tensors, x).map((output) => output.dataSync());
  });
  return [
    { what: 'answer', difference: largestDifference(answer!, keras.answer.flat()), tolerance: 0 },
    { what: 'feature map', difference: largestDifference(map!, keras.feature_map.flat()), tolerance: 0 },
  ];
}

const rows = z.number().array().array();
const verticalLineFile = z.object({ x: rows, answer: rows, feature_map: rows });

/** Compares the most likely class of the first `count` test images, by default of all; close calls apart. */
export async function compareTop1(name: string, count = 10_000): Promise<Comparison> {
  const { network, weights, keras } = await open(name);
  const { test } = await (keras.dataset === 'mnist' ? mnist() : cifar10());
  const close = new Set(keras.test_10000['images_with_top2_margin_below_1e-5']);
  const wanted = Array.from(keras.top1_10000, Number);
  let others = 0;
  for (let from = 0; from < count; from += 500) {
    const found = tf.tidy(() =>
      tf.argMax(probabilitiesOf(network, weights, take(test, from, 500)), 1).dataSync(),
    );
    found.forEach((top, i) => {
      if (top !== wanted[from + i] && !close.has(from + i)) others++;
    });
  }
  tf.dispose(weights);
  const over = `${count.toLocaleString('en')} images`;
  return { what: 'other answers', difference: others, tolerance: 0, over };
}

function take({ images, height, width, channels }: ImageSet, from: number, count: number): tf.Tensor4D {
  const size = height * width * channels;
  const bytes = images.subarray(from * size, (from + count) * size);
  return tf.tensor4d(
    Float32Array.from(bytes, (byte) => byte / 255),
    [count, height, width, channels],
  );
}

function probabilitiesOf(network: Network, weights: readonly tf.Tensor[], x: tf.Tensor4D): tf.Tensor {
  const { logits, activation } = network.forward(weights, x);
  return activate(activation, logits);
}
