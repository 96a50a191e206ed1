import { typeAttribute, variableAttributes, type Attribute } from './attributes.js';
import type { Binding } from './binding.js';
import type { ElementArray } from './data-types.js';

let created = 0;

/** A tensor that stays in TensorFlow and can be assigned anew; functions find it by its name. */
export class Variable {
  /** Unique in the process. */
  readonly name: string;
  private readonly id: number;

  constructor(
    private readonly binding: Binding,
    readonly shape: readonly number[],
    readonly dtype: number,
    values: ElementArray,
  ) {
    this.name = `variable${created++}`;
    this.id = binding.executeOp('VarHandleOp', this.attributes, [], 1)[0]!.id;
    try {
      this.assign(values);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** What names it in an operation `VarHandleOp`. */
  get attributes(): Attribute[] {
    return variableAttributes(this.name, this.dtype, this.shape);
  }

  assign(values: ElementArray): void {
    const id = this.binding.createTensor([...this.shape], this.dtype, values);
    this.binding.executeOp('AssignVariableOp', [typeAttribute('dtype', this.dtype)], [this.id, id], 0);
    this.binding.deleteTensor(id);
  }

  /** A copy of its values. */
  read(): ElementArray {
    const dtype = typeAttribute('dtype', this.dtype);
    const { id } = this.binding.executeOp('ReadVariableOp', [dtype], [this.id], 1)[0]!;
    try {
      return this.binding.tensorDataSync(id);
    } finally {
      this.binding.deleteTensor(id);
    }
  }

  /** Gives its memory back. */
  dispose(): void {
    this.binding.executeOp('DestroyResourceOp', [], [this.id], 0);
    this.binding.deleteTensor(this.id);
  }
}
