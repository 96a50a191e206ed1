/** TensorFlow's numbers for the element types that we use (`tensorflow/c/tf_datatype.h`). */
export const DataType = {
  float: 1,
  int32: 3,
  uint8: 4,
  string: 7,
  complex64: 8,
  int64: 9,
  bool: 10,
  resource: 20,
} as const;

/** TensorFlow's numbers for the kinds of an operation's attributes (`tensorflow/c/c_api.h`). */
export const AttributeType = {
  string: 0,
  int: 1,
  float: 2,
  bool: 3,
  type: 4,
  shape: 5,
  resource: 20,
} as const;

export type ElementArray = Float32Array | Int32Array | Uint8Array;

/** The typed array that holds elements of this type. Booleans are bytes. */
export function arrayClass(
  dtype: number,
): Float32ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor {
  switch (dtype) {
    case DataType.float:
      return Float32Array;
    case DataType.int32:
      return Int32Array;
    case DataType.uint8:
    case DataType.bool:
      return Uint8Array;
    default:
      throw new TypeError(`Tensors of TensorFlow's data type ${dtype} are neither read nor made here.`);
  }
}
