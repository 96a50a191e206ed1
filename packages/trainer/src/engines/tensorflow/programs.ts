import type { OptimizerConfig } from '@convscope/model';
import type * as tf from '@tensorflow/tfjs-core';
import type { ImageSet } from '../../data/image-set.js';
import { averageParts, gradients, score, type Batch } from '../../training/gradients.js';
import type { Network } from '../../training/network.js';
import { takeBytes } from '../../training/take-bytes.js';
import { update } from '../../training/update.js';
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
  weights: readonly Variable[];
  slots: readonly Variable[];
}

/**
 * One training step as one function: the parts of the batch side by side, their gradients averaged, one update.
 * - inputs: for each part its indices and its labels (int32 `[part]`), then the learning rate (a scalar)
 * - outputs: mean loss of the batch before the update, how many the network had right
 */
export function compileStep(
  state: ProgramState,
  optimizer: OptimizerConfig,
  set: ImageSet,
  sizes: readonly number[],
): TensorFlowFunction {
  const { backend, network, weights, slots } = state;
  const part = recordPerSize(
    state,
    sizes,
    (given, batch) => {
      const { loss, correct, gradients: slopes } = gradients(network, given, batch);
      return [loss, correct, ...slopes];
    },
    set,
  );
  const finish = recordFinish(state, optimizer, sizes);
  const inputs: FunctionInput[] = [...partInputs(sizes), { shape: [], dtype: DataType.float }];

  return new TensorFlowFunction(backend.binding, 'step', inputs, (graph, given) => {
    const variables = [...weights, ...slots].map((variable) => openVariable(graph, variable));
    const before = variables.map(({ value }) => value);
    const learningRate = given.at(-1)!;
    const results = sizes.flatMap((size, i) =>
      graph.play(part.get(size)!, [given[2 * i]!, given[2 * i + 1]!, ...before.slice(0, weights.length)]),
    );
    const [loss, correct, ...after] = graph.play(finish, [...results, ...before, learningRate]);
    const assigned = variables.map(({ handle }, i) =>
      graph.operation('AssignVariableOp', [handle, after[i]!], [typeAttribute('dtype', DataType.float)]),
    );
    // TensorFlow runs what the outputs need: they wait for the weights.
    return [loss!, correct!].map((value) => graph.output('Identity', [value], [floatType], assigned));
  });
}

/**
 * The score of one batch as one function.
 * - inputs: for each part its indices and its labels (int32 `[part]`)
 * - outputs: for each part its mean loss, and how many the network had right
 */
export function compileScore(
  state: ProgramState,
  set: ImageSet,
  sizes: readonly number[],
): TensorFlowFunction {
  const { backend, network, weights } = state;
  const part = recordPerSize(
    state,
    sizes,
    (given, batch) => {
      const { loss, correct } = score(network, given, batch);
      return [loss, correct];
    },
    set,
  );
  return new TensorFlowFunction(backend.binding, 'score', partInputs(sizes), (graph, given) => {
    const values = weights.map((variable) => openVariable(graph, variable).value);
    return sizes.flatMap((size, i) =>
      graph.play(part.get(size)!, [given[2 * i]!, given[2 * i + 1]!, ...values]),
    );
  });
}

/** Records what is computed on a part once for each size of part. */
function recordPerSize(
  { backend, weights }: ProgramState,
  sizes: readonly number[],
  compute: (weights: tf.Tensor[], batch: Batch) => tf.Tensor[],
  set: ImageSet,
): Map<number, Recording> {
  const recordings = new Map<number, Recording>();
  for (const size of new Set(sizes)) {
    const numbers: TensorSpec = { shape: [size], dtype: 'int32' };
    const recording = record(
      backend,
      [numbers, numbers, ...weights.map(floats)],
      ([indices, labels, ...given]) =>
        compute(given, { x: takeBytes(set, indices as tf.Tensor1D), labels: labels as tf.Tensor1D }),
    );
    recordings.set(size, recording);
  }
  return recordings;
}

/** Records what follows the parts: `[loss, correct, …gradients]` of each, weights, slots, learning rate → the step. */
function recordFinish(
  { backend, weights, slots }: ProgramState,
  optimizer: OptimizerConfig,
  sizes: readonly number[],
): Recording {
  const scalar: TensorSpec = { shape: [], dtype: 'float32' };
  const result = [scalar, scalar, ...weights.map(floats)];
  const inputs = [...sizes.flatMap(() => result), ...weights.map(floats), ...slots.map(floats), scalar];
  return record(backend, inputs, (given) => {
    const rest = [...given];
    const parts = sizes.map((samples) => {
      const [loss, correct, ...slopes] = rest.splice(0, result.length);
      return {
        samples,
        result: { loss: loss as tf.Scalar, correct: correct as tf.Scalar, gradients: slopes },
      };
    });
    const { loss, correct, gradients: slopes } = averageParts(parts);
    const before = rest.splice(0, weights.length);
    const learningRate = rest.pop() as tf.Scalar;
    const after = update(optimizer, before, rest, slopes, learningRate);
    return [loss, correct, ...after.weights, ...after.slots];
  });
}

const floats = ({ shape }: Variable): TensorSpec => ({ shape, dtype: 'float32' });

const partInputs = (sizes: readonly number[]): FunctionInput[] =>
  sizes.flatMap((size) => [
    { shape: [size], dtype: DataType.int32 },
    { shape: [size], dtype: DataType.int32 },
  ]);

function openVariable(graph: Graph, variable: Variable): { handle: Output; value: Output } {
  const handle = graph.output('VarHandleOp', [], variable.attributes);
  const value = graph.output('ReadVariableOp', [handle], [typeAttribute('dtype', variable.dtype)]);
  return { handle, value };
}
