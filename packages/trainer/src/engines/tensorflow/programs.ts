import type { ImageSet } from '../../data/image-set.js';
import { trainedIndices } from '../../training/gradients.js';
import { floatType, typeAttribute } from './attributes.js';
import type { Output } from './c-api.js';
import { DataType } from './data-types.js';
import { TensorFlowFunction, type FunctionInput } from './function.js';
import type { Graph } from './graph.js';
import type { TensorSpec } from './recorder.js';
import {
  numbers,
  numScores,
  partSpecs,
  recordFinish,
  recordPart,
  recordScore,
  scalarSpecs,
  type ProgramState,
} from './recordings.js';
import type { Variable } from './variables.js';

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

const functionInput = ({ shape, dtype }: TensorSpec): FunctionInput => ({
  shape,
  dtype: dtype === 'int32' ? DataType.int32 : DataType.float,
});

function openVariable(graph: Graph, variable: Variable): { handle: Output; value: Output } {
  const handle = graph.output('VarHandleOp', [], variable.attributes);
  const value = graph.output('ReadVariableOp', [handle], [typeAttribute('dtype', variable.dtype)]);
  return { handle, value };
}
