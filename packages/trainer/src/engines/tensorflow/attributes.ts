import { AttributeType, DataType } from './data-types.js';

/** An operation's attribute, in the words of tfjs-node's binding. `type` is one of `AttributeType`. */
export interface Attribute {
  name: string;
  type: number;
  value: boolean | number | string | number[] | object;
}

/** The element type in attribute `name`: `T`, `dtype`, … */
export const typeAttribute = (name: string, value: number): Attribute => ({
  name,
  type: AttributeType.type,
  value,
});

export const shapeAttribute = (value: readonly number[]): Attribute => ({
  name: 'shape',
  type: AttributeType.shape,
  value: [...value],
});

/** What names a variable; everything with the same names, eager or in a function, is the same variable. */
export const variableAttributes = (name: string, dtype: number, shape: readonly number[]): Attribute[] => [
  typeAttribute('dtype', dtype),
  shapeAttribute(shape),
  { name: 'shared_name', type: AttributeType.string, value: name },
  { name: 'container', type: AttributeType.string, value: '' },
];

export const floatType = typeAttribute('T', DataType.float);

/** Where an attribute's value goes: an eager operation or an operation of a graph. */
export interface AttributeSink {
  type(value: number): void;
  bool(value: boolean): void;
  int(value: number): void;
  ints(values: readonly number[]): void;
  float(value: number): void;
  floats(values: readonly number[]): void;
  string(value: string): void;
  shape(value: readonly number[]): void;
}

/** Hands an attribute's value to the sink's function for its kind. */
export function setAttribute({ name, type, value }: Attribute, sink: AttributeSink): void {
  const list = Array.isArray(value) ? (value as number[]) : undefined;
  switch (type) {
    case AttributeType.type:
      sink.type(Number(value));
      break;
    case AttributeType.bool:
      sink.bool(Boolean(value));
      break;
    case AttributeType.int:
      if (list) sink.ints(list);
      else sink.int(Number(value));
      break;
    case AttributeType.float:
      if (list) sink.floats(list);
      else sink.float(Number(value));
      break;
    case AttributeType.shape:
      sink.shape(list ?? []);
      break;
    case AttributeType.string:
      sink.string(value as string);
      break;
    default:
      throw new TypeError(`Attribute ${name} is of kind ${type}, which is not handed to TensorFlow here.`);
  }
}
