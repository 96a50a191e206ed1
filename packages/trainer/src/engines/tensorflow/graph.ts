import { setAttribute, shapeAttribute, typeAttribute, type Attribute } from './attributes.js';
import type { Output, Pointer } from './c-api.js';
import type { ElementArray } from './data-types.js';
import { int64s, type Native } from './native.js';
import type { Recording } from './recorder.js';

/** Which of an operation's inputs form a list; the C API wants to be told. All others take each input by itself. */
const listInputs: Readonly<Record<string, (inputs: Output[]) => (Output | Output[])[]>> = {
  AddN: (inputs) => [inputs],
  ConcatV2: (inputs) => [inputs.slice(0, -1), inputs.at(-1)!],
  Einsum: (inputs) => [inputs],
  IdentityN: (inputs) => [inputs],
  Pack: (inputs) => [inputs],
};

/** A TensorFlow graph while a function is written: operations are added, then it becomes the function. */
export class Graph {
  readonly pointer: Pointer;
  private operations = 0;

  constructor(private readonly native: Native) {
    this.pointer = native.api.TF_NewGraph();
  }

  /**
   * @param after operations that must have run before this one
   * @throws ConvScopeError `internal` with TensorFlow's sentence, where types or shapes do not fit
   */
  operation(
    type: string,
    inputs: readonly Output[],
    attributes: readonly Attribute[] = [],
    after: readonly Pointer[] = [],
  ): Pointer {
    const { api } = this.native;
    const description = this.describe(type);
    for (const input of listInputs[type]?.([...inputs]) ?? inputs) {
      if (Array.isArray(input)) api.TF_AddInputList(description, input, input.length);
      else api.TF_AddInput(description, input);
    }
    for (const control of after) api.TF_AddControlInput(description, control);
    for (const attribute of attributes) this.setAttribute(description, attribute);
    return this.finish(description, type);
  }

  /** The first output of a new operation. */
  output(...operation: Parameters<Graph['operation']>): Output {
    return { oper: this.operation(...operation), index: 0 };
  }

  /**
   * An input of the function. What it returns is checked against its shape: TensorFlow itself checks nothing at a
   * function's door, and some kernels end the process on a shape that they did not expect.
   */
  input(shape: readonly number[], dtype: number): { placeholder: Output; checked: Output } {
    const placeholder = this.output(
      'Placeholder',
      [],
      [typeAttribute('dtype', dtype), shapeAttribute(shape)],
    );
    const checked = this.output(
      'EnsureShape',
      [placeholder],
      [typeAttribute('T', dtype), shapeAttribute(shape)],
    );
    return { placeholder, checked };
  }

  constant(shape: readonly number[], dtype: number, values: ElementArray): Output {
    const { api, status } = this.native;
    const description = this.describe('Const');
    const tensor = this.native.newTensor(shape, dtype, values);
    api.TF_SetAttrType(description, 'dtype', dtype);
    api.TF_SetAttrTensor(description, 'value', tensor, status);
    api.TF_DeleteTensor(tensor);
    return { oper: this.finish(description, 'Const'), index: 0 };
  }

  /** Adds all that was recorded. @param inputs one per input of the recording @returns its outputs */
  play(recording: Recording, inputs: readonly Output[]): Output[] {
    const values: Output[] = [...inputs];
    for (const step of recording.steps) {
      if (step.kind === 'constant') {
        values[step.output] = this.constant(step.shape, step.dtype, step.values);
        continue;
      }
      const oper = this.operation(
        step.name,
        step.inputs.map((value) => values[value]!),
        step.attributes,
      );
      step.outputs.forEach((value, index) => (values[value] = { oper, index }));
    }
    return recording.outputs.map((value) => values[value]!);
  }

  dispose(): void {
    this.native.api.TF_DeleteGraph(this.pointer);
  }

  private describe(type: string): Pointer {
    return this.native.api.TF_NewOperation(this.pointer, type, `${type}${this.operations++}`);
  }

  private finish(description: Pointer, type: string): Pointer {
    const operation = this.native.api.TF_FinishOperation(description, this.native.status);
    this.native.check(type);
    return operation;
  }

  private setAttribute(description: Pointer, attribute: Attribute): void {
    const { api } = this.native;
    const { name } = attribute;
    setAttribute(attribute, {
      type: (value) => api.TF_SetAttrType(description, name, value),
      bool: (value) => api.TF_SetAttrBool(description, name, value ? 1 : 0),
      int: (value) => api.TF_SetAttrInt(description, name, value),
      ints: (values) => api.TF_SetAttrIntList(description, name, int64s(values), values.length),
      float: (value) => api.TF_SetAttrFloat(description, name, value),
      floats: (values) =>
        api.TF_SetAttrFloatList(description, name, Float32Array.from(values), values.length),
      string: (value) =>
        api.TF_SetAttrString(description, name, Buffer.from(value), Buffer.byteLength(value)),
      shape: (value) => api.TF_SetAttrShape(description, name, int64s(value), value.length),
    });
  }
}
