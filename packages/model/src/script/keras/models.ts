import type { Shape } from '../../description.js';
import type { Call } from '../interpreter/run.js';
import { itemsOf } from '../interpreter/sequences.js';
import { sentence } from '../sentences.js';
import { none, unknown, type Given, type Value } from '../values.js';
import { addCall, callOn, outputOf } from './apply.js';
import { isUnknown } from './make-layer.js';
import type { LayerValue, ModelValue, TensorValue } from './network-values.js';
import { argument, sizesOf } from './plain.js';
import { sessionOf } from './session.js';

/** `Input(shape=…)`: a tensor, whose shape is not known where the argument is not. */
export function makeInput(given: Given, at: Call): Value {
  const [output] = inputLayer(given, at).calls[0]?.outputs ?? [];
  return output ?? none;
}

/** `InputLayer(input_shape=…)`, also within a Sequential. */
export function inputLayer(given: Given, at: Call): LayerValue {
  const name = argument(given, -1, 'name');
  const whole = sizesOf(argument(given, -1, 'batch_shape', 'batch_input_shape'));
  const shape = sizesOf(argument(given, 0, 'shape', 'input_shape'));
  const batch = argument({ ...given, positional: [] }, -1, 'batch_size');
  const layer: LayerValue = {
    kind: 'layer',
    className: 'InputLayer',
    name: name?.kind === 'string' ? name.value : sessionOf(at).newName('InputLayer'),
    span: at.span,
    config: {},
    calls: [],
  };
  const known = whole ?? shape;
  if (known === undefined || isUnknown(known)) {
    const reason = isUnknown(known) ? known.reason : sentence('not-plain');
    at.run.report(at.span, sentence('argument-unknown', { name: 'shape', layer: 'Input', reason }));
  }
  const first = batch?.kind === 'integer' ? batch.value : null;
  const full: Shape | null =
    known === undefined || isUnknown(known) ? null : known === whole ? known : [first, ...known];
  fixInput(layer, full);
  return layer;
}

/** Gives an input layer its one call. */
export function fixInput(layer: LayerValue, shape: Shape | null): TensorValue {
  const call = addCall(layer, {
    inputs: [],
    isList: false,
    applied: shape === null ? null : { outputs: [shape], weights: [] },
  });
  return call.outputs[0]!;
}

/** `Model(inputs, outputs)`. */
export function makeModel(given: Given, at: Call): Value {
  const [inputs, outputs] = [
    tensorsIn(argument(given, 0, 'inputs', 'input')),
    tensorsIn(argument(given, 1, 'outputs', 'output')),
  ];
  const model = emptyModel('Functional', given, at);
  model.inputs = inputs.tensors;
  model.outputs = outputs.tensors;
  const missing = inputs.unknown ?? outputs.unknown;
  if (missing !== undefined || outputs.tensors.length === 0) {
    const reason = missing?.kind === 'unknown' ? missing.reason : sentence('not-plain');
    lose(model, unknown(at.span, reason), at);
  }
  return model;
}

/** A model without anything in it. */
export function emptyModel(className: ModelValue['className'], given: Given, at: Call): ModelValue {
  const session = sessionOf(at);
  const name = argument({ ...given, positional: [] }, -1, 'name');
  const model: ModelValue = {
    kind: 'model',
    className,
    name: name?.kind === 'string' ? name.value : session.newName(className),
    span: at.span,
    calls: [],
    trainable: true,
    layers: [],
    inputs: [],
    outputs: [],
    inputShape: null,
    outputShape: null,
    rows: [],
    isPart: false,
  };
  session.models.push(model);
  return model;
}

/** The model is not all that the script makes of it. */
export function lose(model: ModelValue, cause: Value, at: Call): void {
  const reason = cause.kind === 'unknown' ? cause.reason : sentence('not-plain');
  model.trouble ??= sentence('model-part-unknown', { reason });
  model.outputShape = null;
  at.run.report(at.span, model.trouble);
}

/** A Sequential's input and output as tensors, for a functional model that takes it apart. */
export function graphEnds(
  model: ModelValue,
  at: Call,
): { inputs: readonly TensorValue[]; outputs: readonly TensorValue[] } {
  if (model.className === 'Functional') return model;
  const { asGraph } = model;
  if (asGraph !== undefined && asGraph.outputs[0]?.shape === model.outputShape) return asGraph;
  const [first, ...rest] = model.layers;
  const isInput = first?.kind === 'layer' && first.className === 'InputLayer';
  const start = isInput
    ? first.calls[0]?.outputs[0]
    : fixInput(
        {
          kind: 'layer',
          className: 'InputLayer',
          name: 'input_layer',
          span: model.span,
          config: {},
          calls: [],
        },
        model.inputShape,
      );
  let tensor: Value = start ?? none;
  for (const layer of isInput ? rest : model.layers) tensor = callOn(layer, tensor, at);
  const ends = { inputs: tensorsIn(start).tensors, outputs: tensorsIn(tensor).tensors };
  model.asGraph = ends;
  return ends;
}

/** A model in the place of a layer, or a layer: called on a tensor, or on several. */
export function callOperation(operation: LayerValue | ModelValue, given: Given, at: Call): Value {
  if (operation.kind === 'layer' && operation.className === 'InputLayer')
    return outputOf(operation.calls[0]!);
  const inputs = argument(given, 0, 'inputs', 'x');
  return callOn(operation, inputs ?? none, at);
}

/** The tensors in a value, and what in it is none. */
function tensorsIn(value: Value | undefined): { tensors: TensorValue[]; unknown?: Value } {
  if (value === undefined) return { tensors: [], unknown: none };
  if (value.kind === 'tensor') return { tensors: [value] };
  const items =
    value.kind === 'dictionary' ? [...value.entries.values()].map((entry) => entry.value) : itemsOf(value);
  if (items === undefined) return { tensors: [], unknown: value };
  const tensors = items.filter((item) => item.kind === 'tensor');
  const odd = items.find((item) => item.kind !== 'tensor');
  return { tensors, ...(odd === undefined ? {} : { unknown: odd }) };
}
