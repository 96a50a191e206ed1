import { isDeepStrictEqual } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { ConvScopeError } from '@convscope/protocol';
import { typeAttribute, type Attribute } from './attributes.js';
import type { Backend } from './backend.js';
import type { BindingObserver } from './binding.js';
import type { ElementArray } from './data-types.js';

/** An input of a recorded function, or the likeness of one. */
export interface TensorSpec {
  shape: readonly number[];
  dtype: 'float32' | 'int32';
}

/** A value by its place: recordings number theirs from 0, inputs first. */
type Value = number;

/** One operation, or one constant, in the order in which they came. */
type RecordedStep =
  | {
      kind: 'operation';
      name: string;
      attributes: readonly Attribute[];
      inputs: readonly Value[];
      outputs: readonly Value[];
    }
  | {
      kind: 'constant';
      shape: readonly number[];
      dtype: number;
      values: ElementArray;
      output: Value;
    };

/** What a function of tensors does, as TensorFlow's operations. */
export interface Recording {
  /** Values 0, 1, … are the inputs. */
  inputs: readonly TensorSpec[];
  steps: readonly RecordedStep[];
  outputs: readonly Value[];
}

/**
 * Runs `compute` on made-up inputs and writes down the operations that it runs. It is run twice: what is not the same
 * twice (a random number of the host's, a count) would be frozen into the recording.
 * @throws ConvScopeError `internal` where `compute` cannot be recorded: it looks at a value, uses a tensor that is not
 * an input, or does not do the same twice
 */
export function record(
  backend: Backend,
  inputs: readonly TensorSpec[],
  compute: (inputs: tf.Tensor[]) => tf.Tensor[],
): Recording {
  const first = recordOnce(backend, inputs, compute);
  const second = recordOnce(backend, inputs, compute);
  if (!isDeepStrictEqual(first, second)) {
    throw unrecordable('it does not do the same every time; what changes must be an input');
  }
  return first;
}

function recordOnce(
  backend: Backend,
  inputs: readonly TensorSpec[],
  compute: (inputs: tf.Tensor[]) => tf.Tensor[],
): Recording {
  const tape = new Tape();
  let recording: Recording | undefined;
  tf.tidy(() => {
    backend.binding.observer = tape;
    try {
      // Through Identity every input and output shows itself to the tape with its number.
      const given = inputs.map((spec) => {
        const tensor = identity(backend, tf.zeros([...spec.shape], spec.dtype));
        tape.declareInput();
        return tensor;
      });
      tape.start();
      const results = compute(given);
      const outputs = results.map((tensor) => {
        identity(backend, tensor);
        return tape.takeIdentity();
      });
      recording = { inputs, steps: tape.steps, outputs };
    } finally {
      backend.binding.observer = undefined;
    }
  });
  return recording!;
}

function identity(backend: Backend, tensor: tf.Tensor): tf.Tensor {
  const dtype = backend.kernels.getDTypeInteger(tensor.dtype);
  return backend.kernels.executeSingleOutput('Identity', [typeAttribute('T', dtype)], [tensor]);
}

class Tape implements BindingObserver {
  steps: RecordedStep[] = [];
  private readonly values = new Map<number, Value>();
  private next = 0;
  private started = false;
  private lastOutput: number | undefined;

  created(id: number, shape: readonly number[], dtype: number, values: ElementArray): void {
    if (!this.started) return;
    const output = this.number(id);
    this.steps.push({ kind: 'constant', shape: [...shape], dtype, values: values.slice(), output });
  }

  executed(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly number[],
    outputs: readonly number[],
  ): void {
    this.lastOutput = outputs[0];
    if (!this.started) return;
    this.steps.push({
      kind: 'operation',
      name,
      attributes: structuredClone(attributes),
      inputs: inputs.map((id) => this.valueOf(id, name)),
      outputs: outputs.map((id) => this.number(id)),
    });
  }

  reading(): void {
    throw unrecordable('it looks at a value while it computes');
  }

  /** The last operation's result is the next input. */
  declareInput(): void {
    this.number(this.lastOutput!);
  }

  start(): void {
    this.started = true;
  }

  /** Takes the last operation, an Identity, off the tape. @returns what it was an identity of */
  takeIdentity(): Value {
    const step = this.steps.pop();
    if (step?.kind !== 'operation') throw unrecordable('it gives back something that is not a tensor');
    return step.inputs[0]!;
  }

  private number(id: number): Value {
    const value = this.next++;
    this.values.set(id, value);
    return value;
  }

  private valueOf(id: number, operation: string): Value {
    const value = this.values.get(id);
    if (value === undefined) {
      throw unrecordable(`its operation ${operation} uses a tensor that is neither an input nor made by it`);
    }
    return value;
  }
}

function unrecordable(reason: string): ConvScopeError {
  return new ConvScopeError('internal', { reason: `A training step cannot be recorded: ${reason}.` });
}
