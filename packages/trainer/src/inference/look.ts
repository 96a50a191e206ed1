import * as tf from '@tensorflow/tfjs-core';
import type { AugmentationPlan } from '../augmentation/plan.js';
import { standardize } from '../augmentation/standardize.js';
import type { ImageSet } from '../data/image-set.js';
import { activate } from '../training/activations.js';
import type { Network } from '../training/network.js';
import type { Tell } from './answer-task.js';
import type { Pictures } from './pictures.js';

/** A network with its weights on the engine, and what is done to pictures before it sees them. */
export interface Looked {
  network: Network;
  weights: readonly tf.Tensor[];
  augmentation: AugmentationPlan | null;
}

/** So many pictures are computed at once. */
const batchSize = 100;

/** Tells the network's output for each picture. */
export function predictPictures(looked: Looked, { set, names, classNames }: Pictures, tell: Tell): void {
  const { network, weights } = looked;
  for (let from = 0; from < set.count; from += batchSize) {
    const output = tf.tidy(() => {
      const forward = network.forward(weights, take(looked, set, from));
      return activate(forward.activation, forward.logits);
    });
    const values = Float32Array.from(output.dataSync());
    output.dispose();
    for (let i = from; i < Math.min(from + batchSize, set.count); i++) {
      const at = (i - from) * network.outputs;
      const probabilities = values.slice(at, at + network.outputs);
      tell({ type: 'prediction', ...names[i], probabilities, ...(classNames && { classNames }) });
    }
  }
}

/** Tells what one layer makes of the first picture. */
export function inspectPicture(
  looked: Looked,
  { set }: Pictures,
  { layer, tell }: { layer: number; tell: Tell },
): void {
  const { network, weights } = looked;
  const map = tf.tidy(() => tf.clone(network.activations(weights, take(looked, set, 0, 1))[layer]!));
  tell({ type: 'map', shape: map.shape, data: Float32Array.from(map.dataSync()) });
  map.dispose();
}

/** Pictures of the set as the network sees them: byte / 255, rounded once, as in training; then standardized. */
function take({ augmentation }: Looked, set: ImageSet, from: number, count = batchSize): tf.Tensor4D {
  const { height, width, channels } = set;
  const taken = Math.min(count, set.count - from);
  const size = height * width * channels;
  const bytes = set.images.subarray(from * size, (from + taken) * size);
  const x = tf.tensor4d(
    Float32Array.from(bytes, (byte) => byte / 255),
    [taken, height, width, channels],
  );
  return augmentation ? standardize(augmentation, x) : x;
}
