import type { Shape } from '../../description.js';
import type { Call } from '../interpreter/run.js';
import { itemsOf } from '../interpreter/sequences.js';
import { sentence } from '../sentences.js';
import type { Given, Value } from '../values.js';
import { addCall, applied, outputOf } from './apply.js';
import type { LayerValue, TensorValue } from './network-values.js';
import { sessionOf } from './session.js';

/** Functions that change each number for itself, and so no shape: `tf.nn.relu(x)`. */
const keepShape = new Set([
  'relu',
  'relu6',
  'sigmoid',
  'tanh',
  'softmax',
  'elu',
  'selu',
  'gelu',
  'swish',
  'silu',
  'leaky_relu',
  'softplus',
  'abs',
  'exp',
  'sqrt',
  'square',
  'log',
  'cast',
  'identity',
  'stop_gradient',
  'clip',
  'hard_sigmoid',
  'softsign',
]);
/** The functions of `keras.layers` and of TensorFlow that are layers. */
const merges: Readonly<Record<string, string>> = {
  add: 'Add',
  concatenate: 'Concatenate',
  concat: 'Concatenate',
  multiply: 'Multiply',
  average: 'Average',
  maximum: 'Maximum',
  minimum: 'Minimum',
  subtract: 'Subtract',
  dot: 'Dot',
};

/**
 * A function of a library's on tensors: a merge, an activation, or something that is only named. `undefined` where no
 * tensor is among its arguments.
 */
export function callOnTensors(name: string, given: Given, at: Call): Value | undefined {
  const tensors = tensorsAmong([...given.positional, ...given.keywords.values()]);
  if (tensors.length === 0) return undefined;
  const merge = merges[name];
  const [first] = given.positional;
  if (merge !== undefined) {
    const inputs =
      first && itemsOf(first) !== undefined ? first : { kind: 'list' as const, items: [...given.positional] };
    const axis = given.keywords.get('axis') ?? (itemsOf(first ?? inputs) ? given.positional[1] : undefined);
    const operation = newOperation(merge, at, given.keywords.get('name'));
    if (merge === 'Concatenate') operation.config['axis'] = axis?.kind === 'integer' ? axis.value : -1;
    if (merge === 'Dot') operation.config['axes'] = axis?.kind === 'integer' ? axis.value : -1;
    const shapes = tensorsAmong([inputs]).map(({ shape }) => shape);
    return outputOf(
      addCall(operation, {
        inputs: tensorsAmong([inputs]),
        isList: true,
        applied: applied(operation, shapes, at),
      }),
    );
  }
  if (keepShape.has(name)) return elementwise(capitalized(name), tensors.slice(0, 1), at);
  return named(capitalized(name), tensors, null, at);
}

/** An operation on tensors and numbers that broadcasts them. */
export function elementwise(className: string, operands: readonly Value[], at: Call): Value {
  const tensors = tensorsAmong(operands);
  if (tensors.length > 1 && (className === 'Add' || className === 'Multiply' || className === 'Subtract')) {
    const operation = newOperation(className, at);
    const shapes = tensors.map(({ shape }) => shape);
    return outputOf(
      addCall(operation, { inputs: tensors, isList: true, applied: applied(operation, shapes, at) }),
    );
  }
  const isKnown =
    className !== 'GetItem' && operands.every(({ kind }) => /^(tensor|integer|float)$/.test(kind));
  return named(className, tensors, isKnown && tensors.length === 1 ? (tensors[0]?.shape ?? null) : null, at);
}

/** An operation of which the name is known, and perhaps the shape that it gives. */
function named(className: string, inputs: readonly TensorValue[], shape: Shape | null, at: Call): Value {
  const operation = newOperation(className, at);
  operation.trouble = sentence('unknown-operation', { name: className });
  at.run.report(at.span, operation.trouble);
  return outputOf(
    addCall(operation, {
      inputs,
      isList: inputs.length > 1,
      applied: shape === null ? null : { outputs: [shape], weights: [] },
    }),
  );
}

function newOperation(className: string, at: Call, named?: Value): LayerValue {
  const name = named?.kind === 'string' ? named.value : sessionOf(at).newName(className);
  return { kind: 'layer', className, name, span: at.span, config: { name, trainable: true }, calls: [] };
}

function tensorsAmong(values: readonly Value[]): TensorValue[] {
  return values.flatMap((value) => {
    if (value.kind === 'tensor') return [value];
    return value.kind === 'list' || value.kind === 'tuple' ? tensorsAmong(value.items) : [];
  });
}

function capitalized(name: string): string {
  return name.replace(/(^|_)(\w)/g, (_whole, _mark, letter: string) => letter.toUpperCase());
}
