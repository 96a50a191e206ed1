import type { Applied } from '../../describe/open-layer.js';
import { openConfig } from '../../describe/describe-model.js';
import type { Shape } from '../../description.js';
import { ModelError } from '../../error.js';
import type { Call as At } from '../interpreter/run.js';
import { sentence } from '../sentences.js';
import type { Value } from '../values.js';
import { configOf } from './model-config.js';
import { buildFor } from './sequential.js';
import type { Call, LayerValue, ModelValue, TensorValue } from './network-values.js';

/**
 * What a layer makes of inputs of these shapes; `null` where that cannot be told. What is wrong is reported at the
 * layer's own place.
 */
export function applied(
  operation: LayerValue | ModelValue,
  shapes: readonly (Shape | null)[],
  at: At,
): Applied | null {
  const trouble = operation.kind === 'layer' ? operation.trouble : undefined;
  if (trouble !== undefined) {
    at.run.report(operation.span, trouble);
    return null;
  }
  if (!shapes.every((shape) => shape !== null)) return null;
  if (operation.kind === 'model') {
    if (shapes[0] !== undefined) buildFor(operation, shapes[0], at);
    if (operation.trouble !== undefined) return null;
  }
  try {
    return openConfig(configOf(operation)).apply(shapes);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    at.run.report(operation.span, sentence('layer-wrong', { reason: { clause: error.clause } }));
    return null;
  }
}

/** Calls an operation on tensors; what is no tensor is left out, and then no shape is known. */
export function callOn(operation: LayerValue | ModelValue, inputs: Value, at: At): Value {
  const isList = inputs.kind === 'list' || inputs.kind === 'tuple';
  const values = isList ? inputs.items : [inputs];
  const tensors = values.filter((value) => value.kind === 'tensor');
  const shapes = tensors.length === values.length ? tensors.map(({ shape }) => shape) : [null];
  if (operation.kind === 'model') operation.isPart = true;
  return outputOf(addCall(operation, { inputs: tensors, isList, applied: applied(operation, shapes, at) }));
}

/** Notes a call of an operation and makes the tensors that it gives. */
export function addCall(
  operation: LayerValue | ModelValue,
  made: Pick<Call, 'inputs' | 'isList' | 'applied'>,
): Call {
  const outputs: TensorValue[] = [];
  const call: Call = { ...made, operation, outputs };
  const count =
    operation.kind === 'model' && operation.className === 'Functional' ? operation.outputs.length : 1;
  const shapes = made.applied?.outputs ?? Array.from({ length: count }, () => null);
  for (const [index, shape] of shapes.entries()) outputs.push({ kind: 'tensor', call, index, shape });
  operation.calls.push(call);
  return call;
}

export function outputOf({ outputs }: Call): Value {
  const [first] = outputs;
  return outputs.length === 1 && first !== undefined ? first : { kind: 'list', items: [...outputs] };
}
