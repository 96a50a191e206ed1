import type { Call, LayerValue, ModelValue, TensorValue } from './network-values.js';

type Operation = LayerValue | ModelValue;

/** What leads from inputs to outputs. */
export interface NetworkGraph {
  /** In the order of Keras's summary. */
  operations: readonly Operation[];
  /** The calls of an operation that belong to it, in the order in which they were made. */
  callsOf(operation: Operation): readonly Call[];
}

/**
 * The operations between inputs and outputs in Keras 3's order: the farthest from the outputs first, and those
 * equally far in the order in which they are met from the outputs on.
 */
export function graphOf(inputs: readonly TensorValue[], outputs: readonly TensorValue[]): NetworkGraph {
  const met = new Map<Operation, number>();
  const done = new Set<Call>();
  const order: Call[] = [];
  const visit = (tensor: TensorValue): void => {
    const { call } = tensor;
    if (done.has(call)) return;
    done.add(call);
    if (!met.has(call.operation)) met.set(call.operation, met.size);
    if (!inputs.includes(tensor)) call.inputs.forEach(visit);
    order.push(call);
  };
  outputs.forEach(visit);

  const depthOfCall = new Map<Call, number>();
  const depthOf = new Map<Operation, number>();
  for (const call of [...order].reverse()) {
    const depth = Math.max(depthOfCall.get(call) ?? 0, depthOf.get(call.operation) ?? 0);
    depthOf.set(call.operation, depth);
    depthOfCall.set(call, depth);
    for (const input of call.inputs) {
      if (!done.has(input.call)) continue;
      depthOfCall.set(input.call, Math.max(depth + 1, depthOfCall.get(input.call) ?? 0));
    }
  }
  for (const { call } of inputs) {
    if (depthOf.has(call.operation)) continue;
    depthOf.set(call.operation, 0);
    met.set(call.operation, -1);
    done.add(call);
  }
  const operations = [...depthOf.keys()].sort(
    (left, right) => depthOf.get(right)! - depthOf.get(left)! || met.get(left)! - met.get(right)!,
  );
  return { operations, callsOf: (operation) => operation.calls.filter((call) => done.has(call)) };
}
