import type { TrainingConfig } from '@convscope/model';
import type * as tf from '@tensorflow/tfjs-core';
import { augmentBatch } from '../../augmentation/augment-batch.js';
import { augmentationInputs } from '../../augmentation/draw.js';
import type { AugmentationPlan } from '../../augmentation/plan.js';
import { standardize } from '../../augmentation/standardize.js';
import type { ImageSet } from '../../data/image-set.js';
import { averageParts, gradients, score, trainedIndices } from '../../training/gradients.js';
import type { Network } from '../../training/network.js';
import { slotOrder, type OptimizerSlot } from '../../training/optimizer-slots.js';
import { takeBytes } from '../../training/take-bytes.js';
import { stepScalars, update } from '../../training/update.js';
import type { Backend } from './backend.js';
import { record, type Recording, type TensorSpec } from './recorder.js';
import type { Variable } from './variables.js';

/** What a session's functions work on. */
export interface ProgramState {
  backend: Backend;
  network: Network;
  compile: TrainingConfig['compile'];
  dropout: boolean;
  augmentation: AugmentationPlan | null;
  weights: readonly Variable[];
  slots: readonly Variable[];
  slotLayout: readonly OptimizerSlot[];
}

const scalar: TensorSpec = { shape: [], dtype: 'float32' };
/** Numbers of images, or their labels. */
export const numbers = (size: number): TensorSpec => ({ shape: [size], dtype: 'int32' });

/** What a part's recording is given before the weights. */
export function partSpecs({ augmentation }: ProgramState, size: number): TensorSpec[] {
  const draws = augmentation === null ? [] : augmentationInputs(augmentation, size);
  return [numbers(size), numbers(size), numbers(2), ...draws];
}

/** The `stepScalars`. */
export const scalarSpecs = ({ compile }: ProgramState): TensorSpec[] =>
  stepScalars(compile.optimizer, 0, 0).map(() => scalar);

/** The loss and the metrics. */
export const numScores = ({ compile }: ProgramState): number => 1 + compile.metrics.length;

/**
 * Records a part of a step: its inputs, all weights → `[loss, …metric sums, …gradients, …moved]`.
 * @returns also which weights are moved, by their index
 */
export function recordPart(
  state: ProgramState,
  set: ImageSet,
  size: number,
): { recording: Recording; moved: number[] } {
  const { backend, network, compile, dropout, augmentation, weights } = state;
  const specs = partSpecs(state, size);
  let moved: number[] = [];
  const recording = record(backend, [...specs, ...weights.map(floats)], (given) => {
    const rest = [...given];
    const [indices, labels, key, ...draws] = rest.splice(0, specs.length);
    const taken = takeBytes(set, indices as tf.Tensor1D);
    const x = augmentation === null ? taken : augmentBatch(augmentation, taken, draws);
    const context = { key: key as tf.Tensor1D, dropout };
    const found = gradients(network, rest, { x, labels: labels as tf.Tensor1D }, compile, context);
    moved = found.moved.map(({ index }) => index);
    return [found.loss, ...found.metricSums, ...found.gradients, ...found.moved.map(({ value }) => value)];
  });
  return { recording, moved };
}

/** Records what follows the parts: the results of each, trained weights, slots, scalars → the step. */
export function recordFinish(state: ProgramState, sizes: readonly number[]): Recording {
  const { backend, network, compile, weights, slots, slotLayout } = state;
  const trained = trainedIndices(network);
  const trainedSpecs = trained.map((index) => floats(weights[index]!));
  const scores = Array.from({ length: numScores(state) }, () => scalar);
  const result = [...scores, ...trainedSpecs];
  const specs = [
    ...sizes.flatMap(() => result),
    ...trainedSpecs,
    ...slots.map(floats),
    ...scalarSpecs(state),
  ];
  const order = slotOrder(slotLayout, trained);
  return record(backend, specs, (given) => {
    const rest = [...given];
    const parts = sizes.map((samples) => {
      const [loss, ...sums] = rest.splice(0, scores.length) as tf.Scalar[];
      const slopes = rest.splice(0, trained.length);
      return { samples, result: { loss: loss!, metricSums: sums, gradients: slopes } };
    });
    const { loss, metricSums, gradients: slopes } = averageParts(parts);
    const before = {
      weights: rest.splice(0, trained.length),
      slots: rest.splice(0, slots.length),
      gradients: slopes,
    };
    const after = update(compile.optimizer, order, before, rest as tf.Scalar[]);
    return [loss, ...metricSums, ...after.weights, ...after.slots];
  });
}

/** Records the score of a part: its indices and labels, all weights → `[loss, …metric sums]`. */
export function recordScore(state: ProgramState, set: ImageSet, size: number): Recording {
  const { backend, network, compile, augmentation, weights } = state;
  const specs = [numbers(size), numbers(size), ...weights.map(floats)];
  return record(backend, specs, ([indices, labels, ...given]) => {
    const taken = takeBytes(set, indices as tf.Tensor1D);
    const x = augmentation === null ? taken : standardize(augmentation, taken);
    const { loss, metricSums } = score(network, given, { x, labels: labels as tf.Tensor1D }, compile);
    return [loss, ...metricSums];
  });
}

const floats = ({ shape }: Variable): TensorSpec => ({ shape, dtype: 'float32' });
