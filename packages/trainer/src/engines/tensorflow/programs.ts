import type { TrainingConfig } from '@convscope/model';
import type * as tf from '@tensorflow/tfjs-core';
import { augmentBatch } from '../../augmentation/augment-batch.js';
import { augmentationInputs } from '../../augmentation/draw.js';
import type { AugmentationPlan } from '../../augmentation/plan.js';
import { standardize } from '../../augmentation/standardize.js';
import type { ImageSet } from '../../data/image-set.js';
import { averageParts, gradients, score, trainedIndices } from '../../training/gradients.js';
import type { Network } from '../../training/network.js';
import type { OptimizerSlot } from '../../training/optimizer-slots.js';
import { takeBytes } from '../../training/take-bytes.js';
import { stepScalars, update } from '../../training/update.js';
import { floatType, typeAttribute } from './attributes.js';
import type { Backend } from './backend.js';
import type { Output } from './c-api.js';
import { DataType } from './data-types.js';
import { TensorFlowFunction, type FunctionInput } from './function.js';
import type { Graph } from './graph.js';
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
const numbers = (size: number): TensorSpec => ({ shape: [size], dtype: 'int32' });

/**
 * One training step as one function: the parts of the batch side by side, their gradients averaged, one update.
 * - inputs: for each part its indices and its labels (int32 `[part]`), its key (int32 `[2]`) and its draws
 *   (`augmentationInputs`); then the `stepScalars`
 * - outputs: mean loss of the batch before the update, then the sum of each metric
 */
export function compileStep(
  state: ProgramState,
  set: ImageSet,
  sizes: readonly number[],
): TensorFlowFunction {
  const { backend, network, weights, slots } = state;
  const parts = new Map([...new Set(sizes)].map((size) => [size, recordPart(state, set, size)]));
  const finish = recordFinish(state, sizes);
  const trained = trainedIndices(network);
  const perPart = sizes.map((size) => partSpecs(state, size));
  const inputs = [...perPart.flat(), ...scalarSpecs(state)].map(functionInput);

  return new TensorFlowFunction(backend.binding, 'step', inputs, (graph, given) => {
    const rest = [...given];
    const opened = weights.map((variable) => openVariable(graph, variable));
    const openedSlots = slots.map((variable) => openVariable(graph, variable));
    const values = opened.map(({ value }) => value);
    const replaced: { handle: Output; value: Output }[] = [];
    const results = sizes.flatMap((size, i) => {
      const { recording, moved } = parts.get(size)!;
      const outputs = graph.play(recording, [...rest.splice(0, perPart[i]!.length), ...values]);
      const after = outputs.splice(outputs.length - moved.length);
      // Where weights are moved, there is one part: see `usesBatchStatistics`.
      moved.forEach((index, j) => replaced.push({ handle: opened[index]!.handle, value: after[j]! }));
      return outputs;
    });
    const changed = [...trained.map((index) => opened[index]!), ...openedSlots];
    const outputs = graph.play(finish, [...results, ...changed.map(({ value }) => value), ...rest]);
    const scores = outputs.splice(0, numScores(state));
    changed.forEach(({ handle }, i) => replaced.push({ handle, value: outputs[i]! }));
    const assigned = replaced.map(({ handle, value }) =>
      graph.operation('AssignVariableOp', [handle, value], [typeAttribute('dtype', DataType.float)]),
    );
    // TensorFlow runs what the outputs need: they wait for the weights.
    return scores.map((value) => graph.output('Identity', [value], [floatType], assigned));
  });
}

/**
 * The score of one batch as one function.
 * - inputs: for each part its indices and its labels (int32 `[part]`)
 * - outputs: for each part its mean loss, then the sum of each metric
 */
export function compileScore(
  state: ProgramState,
  set: ImageSet,
  sizes: readonly number[],
): TensorFlowFunction {
  const { backend, weights } = state;
  const parts = new Map([...new Set(sizes)].map((size) => [size, recordScore(state, set, size)]));
  const inputs = sizes.flatMap((size) => [numbers(size), numbers(size)]).map(functionInput);
  return new TensorFlowFunction(backend.binding, 'score', inputs, (graph, given) => {
    const values = weights.map((variable) => openVariable(graph, variable).value);
    return sizes.flatMap((size, i) =>
      graph.play(parts.get(size)!, [given[2 * i]!, given[2 * i + 1]!, ...values]),
    );
  });
}

/** What a part's recording is given before the weights. */
function partSpecs({ augmentation }: ProgramState, size: number): TensorSpec[] {
  const draws = augmentation === null ? [] : augmentationInputs(augmentation, size);
  return [numbers(size), numbers(size), numbers(2), ...draws];
}

const scalarSpecs = ({ compile }: ProgramState): TensorSpec[] =>
  stepScalars(compile.optimizer, 0, 0).map(() => scalar);

/** The loss and the metrics. */
const numScores = ({ compile }: ProgramState): number => 1 + compile.metrics.length;

/**
 * Records a part of a step: its inputs, all weights → `[loss, …metric sums, …gradients, …moved]`.
 * @returns also which weights are moved, by their index
 */
function recordPart(
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
function recordFinish(state: ProgramState, sizes: readonly number[]): Recording {
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
  const slotOrder = slotLayout.map(({ weight, name }) => ({ weight: trained.indexOf(weight), name }));
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
    const after = update(compile.optimizer, slotOrder, before, rest as tf.Scalar[]);
    return [loss, ...metricSums, ...after.weights, ...after.slots];
  });
}

/** Records the score of a part: its indices and labels, all weights → `[loss, …metric sums]`. */
function recordScore(state: ProgramState, set: ImageSet, size: number): Recording {
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

const functionInput = ({ shape, dtype }: TensorSpec): FunctionInput => ({
  shape,
  dtype: dtype === 'int32' ? DataType.int32 : DataType.float,
});

function openVariable(graph: Graph, variable: Variable): { handle: Output; value: Output } {
  const handle = graph.output('VarHandleOp', [], variable.attributes);
  const value = graph.output('ReadVariableOp', [handle], [typeAttribute('dtype', variable.dtype)]);
  return { handle, value };
}
