import { ConvScopeError } from '@convscope/protocol';
import type { Pointer, TensorFlowApi } from './c-api.js';
import { arrayClass, type ElementArray } from './data-types.js';
import { cString } from './memory.js';

/** TensorFlow's code for a failed allocation, `RESOURCE_EXHAUSTED`. */
const resourceExhausted = 8;

/** The C library with what every call to it needs: a status, names in C memory, tensors in and out. */
export class Native {
  /** For calls of the main thread; a call on another thread has one of its own. */
  readonly status: Pointer;
  private readonly names = new Map<string, Pointer>();

  constructor(readonly api: TensorFlowApi) {
    this.status = api.TF_NewStatus();
  }

  /**
   * Throws what the last call reported.
   * @throws ConvScopeError `out-of-memory`, or `internal` with TensorFlow's own first line
   */
  check(what: string, status = this.status): void {
    const code = this.api.TF_GetCode(status);
    if (code === 0) return;
    const message = this.api.TF_Message(status) ?? '';
    const options = { cause: new Error(`${what}: ${message}`) };
    if (code === resourceExhausted) throw new ConvScopeError('out-of-memory', {}, options);
    const reason = `TensorFlow, ${what}: ${message.split('\n')[0] ?? ''}`;
    throw new ConvScopeError('internal', { reason }, options);
  }

  /** A name as a C string that stays: an eager operation keeps the pointer, not the text. */
  name(text: string): Pointer {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    const pointer = cString(text);
    this.names.set(text, pointer);
    return pointer;
  }

  /** A `TF_Tensor` with a copy of `values`; the caller deletes it. */
  newTensor(shape: readonly number[], dtype: number, values: ElementArray): Pointer {
    const length = shape.reduce((product, side) => product * side, 1);
    const fits = values instanceof arrayClass(dtype) && values.length === length;
    if (!fits) {
      throw new TypeError(
        `A tensor of type ${dtype} and shape [${shape.join()}] cannot hold ${values.length} values of ${values.constructor.name}.`,
      );
    }
    const tensor = this.api.TF_AllocateTensor(dtype, int64s(shape), shape.length, values.byteLength);
    if (tensor === 0) throw new ConvScopeError('out-of-memory');
    if (values.byteLength > 0) this.api.copyIn(this.api.TF_TensorData(tensor), values, values.byteLength);
    return tensor;
  }

  /** A tensor handle with a copy of `values`; the caller deletes it. */
  newHandle(shape: readonly number[], dtype: number, values: ElementArray): Pointer {
    const tensor = this.newTensor(shape, dtype, values);
    const handle = this.api.TFE_NewTensorHandle(tensor, this.status);
    this.api.TF_DeleteTensor(tensor);
    this.check('TFE_NewTensorHandle');
    return handle;
  }

  /** A copy of what the handle holds, wherever it lies. */
  readHandle(handle: Pointer): ElementArray {
    const tensor = this.api.TFE_TensorHandleResolve(handle, this.status);
    this.check('TFE_TensorHandleResolve');
    try {
      const bytes = this.api.TF_TensorByteSize(tensor);
      const elements = arrayClass(this.api.TF_TensorType(tensor));
      const values = new elements(bytes / elements.BYTES_PER_ELEMENT);
      if (bytes > 0) this.api.copyOut(values, this.api.TF_TensorData(tensor), bytes);
      return values;
    } finally {
      this.api.TF_DeleteTensor(tensor);
    }
  }

  shapeOf(handle: Pointer): number[] {
    const rank = this.api.TFE_TensorHandleNumDims(handle, this.status);
    this.check('TFE_TensorHandleNumDims');
    return Array.from({ length: rank }, (_, axis) => this.api.TFE_TensorHandleDim(handle, axis, this.status));
  }
}

/** Whole numbers as C's `int64_t[]`. */
export const int64s = (values: readonly number[]): BigInt64Array => BigInt64Array.from(values, BigInt);
