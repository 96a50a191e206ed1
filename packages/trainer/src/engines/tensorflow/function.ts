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
  private readonly numOutputs: number;
  private readonly results: ReturnValues;
  /** Of its own, since calls run on another thread. */
  private readonly status: Pointer;
  private state: 'idle' | 'running' | 'disposed' = 'idle';

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
      const checked = doors.map((door) => door.checked);
      const placeholders = doors.map((door) => door.placeholder);
      const outputs = write(graph, checked);
      define(binding, this.name, graph, placeholders, outputs);
      this.numOutputs = outputs.length;
    } finally {
      graph.dispose();
    }
    this.results = new ReturnValues(this.numOutputs);
    this.status = native.api.TF_NewStatus();
  }

  /**
   * Runs the function on a thread of the pool: the event loop stays free. One call at a time.
   * @param values one per input
   * @returns a copy of each output
   * @throws ConvScopeError `out-of-memory`, `internal`
   */
  async call(values: readonly ElementArray[]): Promise<ElementArray[]> {
    if (this.state !== 'idle') throw new Error(`${this.name} is ${this.state} and cannot be called.`);
    const { native, context } = this.binding;
    const { api } = native;
    const handles: Pointer[] = [];
    this.state = 'running';
    try {
      for (const [i, { shape, dtype }] of this.inputs.entries()) {
        handles.push(context.place(native.newHandle(shape, dtype, values[i]!), dtype));
      }
      await this.execute(handles);
      return this.takeResults();
    } finally {
      for (const handle of handles) api.TFE_DeleteTensorHandle(handle);
      this.becomeIdle();
    }
  }

  /** Takes the function out of TensorFlow, after the call that runs. */
  dispose(): void {
    const { state } = this;
    this.state = 'disposed';
    if (state === 'idle') this.release();
  }

  private becomeIdle(): void {
    if (this.state === 'disposed') this.release();
    else this.state = 'idle';
  }

  private release(): void {
    const { native, context } = this.binding;
    native.api.TFE_ContextRemoveFunction(context.pointer, this.name, native.status);
    native.api.TF_DeleteStatus(this.status);
    this.results.free();
  }

  private async execute(handles: readonly Pointer[]): Promise<void> {
    const { native, context } = this.binding;
    const { api, status } = native;
    const operation = api.TFE_NewOp(context.pointer, native.name(this.name), status);
    try {
      native.check(this.name);
      for (const handle of handles) api.TFE_OpAddInput(operation, handle, status);
      native.check(this.name);
      const { values, count } = this.results.prepare(this.numOutputs);
      await new Promise<void>((resolve, reject) => {
        api.TFE_Execute.async(operation, values, count, this.status, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
      native.check(this.name, this.status);
    } finally {
      api.TFE_DeleteOp(operation);
    }
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
