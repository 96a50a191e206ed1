import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { setAttribute, type Attribute } from './attributes.js';
import type { Pointer } from './c-api.js';
import type { EagerContext } from './context.js';
import { AttributeType, DataType, type ElementArray } from './data-types.js';
import { ReturnValues } from './memory.js';
import { int64s, type Native } from './native.js';

/** Sees what passes through the binding; a recorder is one. */
export interface BindingObserver {
  created(id: number, shape: readonly number[], dtype: number, values: ElementArray): void;
  executed(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly number[],
    outputs: readonly number[],
  ): void;
  /** Before a tensor's values are copied to the host. */
  reading(id: number): void;
}

/** What tfjs-node's binding offers beyond this (saved models) is of no use to a trainer. */
type UsedBinding = Omit<
  TFJSBinding,
  | 'TensorMetadata'
  | 'TFEOpAttr'
  | 'loadSavedModel'
  | 'deleteSavedModel'
  | 'runSavedModel'
  | 'getNumOfSavedModels'
>;

/** What an operation gave. */
export interface TensorMetadata {
  id: number;
  shape: number[];
  dtype: number;
}

/** At most so many outputs has an operation that tfjs-node runs (`Split`, `Unpack`). */
const maxOutputs = 256;

/**
 * What tfjs-node's `NodeJSKernelBackend` expects of its native addon, over the C API: tensors by number, and eager
 * execution of one operation. Numbers are never used twice.
 */
export class Binding implements UsedBinding {
  readonly TF_FLOAT = DataType.float;
  readonly TF_INT32 = DataType.int32;
  readonly TF_INT64 = DataType.int64;
  readonly TF_BOOL = DataType.bool;
  readonly TF_COMPLEX64 = DataType.complex64;
  readonly TF_STRING = DataType.string;
  readonly TF_RESOURCE = DataType.resource;
  readonly TF_UINT8 = DataType.uint8;
  readonly TF_ATTR_STRING = AttributeType.string;
  readonly TF_ATTR_INT = AttributeType.int;
  readonly TF_ATTR_FLOAT = AttributeType.float;
  readonly TF_ATTR_BOOL = AttributeType.bool;
  readonly TF_ATTR_TYPE = AttributeType.type;
  readonly TF_ATTR_SHAPE = AttributeType.shape;
  readonly TF_ATTR_RESOURCE = AttributeType.resource;
  readonly TF_Version: string;

  observer: BindingObserver | undefined;
  private readonly handles = new Map<number, Pointer>();
  private next = 0;
  private readonly results = new ReturnValues(maxOutputs);

  constructor(
    readonly native: Native,
    readonly context: EagerContext,
  ) {
    this.TF_Version = native.api.TF_Version() ?? '';
  }

  isUsingGpuDevice(): boolean {
    return this.context.isGpu;
  }

  getNumOfTensors(): number {
    return this.handles.size;
  }

  /** @throws Error where the number names no tensor, or no longer */
  handle(id: number): Pointer {
    const handle = this.handles.get(id);
    if (handle === undefined) throw new Error(`There is no tensor ${id}.`);
    return handle;
  }

  createTensor(shape: number[], dtype: number, values: unknown): number {
    const elements = values as ElementArray;
    const handle = this.context.place(this.native.newHandle(shape, dtype, elements), dtype);
    const id = this.add(handle);
    this.observer?.created(id, shape, dtype, elements);
    return id;
  }

  deleteTensor(id: number): void {
    this.native.api.TFE_DeleteTensorHandle(this.handle(id));
    this.handles.delete(id);
  }

  tensorDataSync(id: number): ElementArray {
    this.observer?.reading(id);
    return this.native.readHandle(this.handle(id));
  }

  executeOp(name: string, attributes: Attribute[], inputs: number[], numOutputs: number): TensorMetadata[] {
    const { api, status } = this.native;
    const operation = api.TFE_NewOp(this.context.pointer, this.native.name(name), status);
    this.native.check(name);
    try {
      for (const id of inputs) api.TFE_OpAddInput(operation, this.handle(id), status);
      this.native.check(name);
      for (const attribute of attributes) this.setAttribute(operation, attribute);
      const { values, count } = this.results.prepare(numOutputs);
      api.TFE_Execute(operation, values, count, status);
      this.native.check(name);
    } finally {
      api.TFE_DeleteOp(operation);
    }
    const outputs = this.results.read().map((handle) => ({
      id: this.add(handle),
      shape: this.native.shapeOf(handle),
      dtype: api.TFE_TensorHandleDataType(handle),
    }));
    this.observer?.executed(
      name,
      attributes,
      inputs,
      outputs.map(({ id }) => id),
    );
    return outputs;
  }

  private add(handle: Pointer): number {
    const id = this.next++;
    this.handles.set(id, handle);
    return id;
  }

  private setAttribute(operation: Pointer, attribute: Attribute): void {
    const { api, status } = this.native;
    const name = this.native.name(attribute.name);
    setAttribute(attribute, {
      type: (value) => api.TFE_OpSetAttrType(operation, name, value),
      bool: (value) => api.TFE_OpSetAttrBool(operation, name, value ? 1 : 0),
      int: (value) => api.TFE_OpSetAttrInt(operation, name, value),
      ints: (values) => api.TFE_OpSetAttrIntList(operation, name, int64s(values), values.length),
      float: (value) => api.TFE_OpSetAttrFloat(operation, name, value),
      floats: (values) =>
        api.TFE_OpSetAttrFloatList(operation, name, Float32Array.from(values), values.length),
      string: (value) =>
        api.TFE_OpSetAttrString(operation, name, Buffer.from(value), Buffer.byteLength(value)),
      shape: (value) => api.TFE_OpSetAttrShape(operation, name, int64s(value), value.length, status),
    });
    this.native.check(`attribute ${attribute.name}`);
  }
}
