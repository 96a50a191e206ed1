import type { Binding } from './binding.js';
import type { Output, Pointer } from './c-api.js';
import type { ElementArray } from './data-types.js';
import { Graph } from './graph.js';
import { ReturnValues } from './memory.js';

/** What goes into a function, and is checked there. */
export interface FunctionInput {
  shape: readonly number[];
  dtype: number;
}

let created = 0;

/** A function of TensorFlow: written once as a graph, optimized by TensorFlow at its first call. */
export class TensorFlowFunction {
  private readonly name: string;
  private readonly results: ReturnValues;
  private readonly status: Pointer;

  /** @param write adds the operations; it is given the inputs and returns the outputs */
  constructor(
    private readonly binding: Binding,
    label: string,
    private readonly inputs: readonly FunctionInput[],
    write: (graph: Graph, inputs: Output[]) => Output[],
  ) {
    const { native } = binding;
    this.name = `${label}${created++}`;
    const graph = new Graph(native);
    try {
      const doors = inputs.map(({ shape, dtype }) => graph.input(shape, dtype));
      const outputs = write(
        graph,
        doors.map(({ checked }) => checked),
      );
      define(
        binding,
        this.name,
        graph,
        doors.map(({ placeholder }) => placeholder),
        outputs,
      );
      this.results = new ReturnValues(outputs.length);
      this.numOutputs = outputs.length;
    } finally {
      graph.dispose();
    }
    this.status = native.api.TF_NewStatus();
  }

  private readonly numOutputs: number;

  /**
   * Runs the function on a thread of the pool: the event loop stays free. One call at a time.
   * @param values one per input
   * @returns a copy of each output
   * @throws ConvScopeError `out-of-memory`, `internal`
   */
  async call(values: readonly ElementArray[]): Promise<ElementArray[]> {
    const { native, context } = this.binding;
    const { api } = native;
    const handles = this.inputs.map(({ shape, dtype }, i) =>
      context.place(native.newHandle(shape, dtype, values[i]!), dtype),
    );
    const operation = api.TFE_NewOp(context.pointer, native.name(this.name), native.status);
    try {
      native.check(this.name);
      for (const handle of handles) api.TFE_OpAddInput(operation, handle, native.status);
      native.check(this.name);
      await this.execute(operation);
    } finally {
      api.TFE_DeleteOp(operation);
      for (const handle of handles) api.TFE_DeleteTensorHandle(handle);
    }
    return this.takeResults();
  }

  /** Takes the function out of TensorFlow. */
  dispose(): void {
    const { native, context } = this.binding;
    native.api.TFE_ContextRemoveFunction(context.pointer, this.name, native.status);
    native.check(`removing ${this.name}`);
    native.api.TF_DeleteStatus(this.status);
    this.results.free();
  }

  private async execute(operation: Pointer): Promise<void> {
    const { native } = this.binding;
    const { values, count } = this.results.prepare(this.numOutputs);
    await new Promise<void>((resolve, reject) => {
      native.api.TFE_Execute.async(operation, values, count, this.status, (error: Error | null) => {
        if (error) reject(error);
        else resolve();
      });
    });
    native.check(this.name, this.status);
  }

  private takeResults(): ElementArray[] {
    const { native } = this.binding;
    const handles = this.results.read();
    try {
      return handles.map((handle) => native.readHandle(handle));
    } finally {
      for (const handle of handles) native.api.TFE_DeleteTensorHandle(handle);
    }
  }
}

function define(
  { native, context }: Binding,
  name: string,
  graph: Graph,
  inputs: Output[],
  outputs: Output[],
): void {
  const { api, status } = native;
  const allOperations = -1;
  const made = api.TF_GraphToFunction(
    ...([graph.pointer, name, 0, allOperations, 0] as const),
    ...([inputs.length, inputs, outputs.length, outputs] as const),
    ...([0, 0, null, status] as const),
  );
  native.check(name);
  api.TFE_ContextAddFunction(context.pointer, made, status);
  api.TF_DeleteFunction(made);
  native.check(name);
}
