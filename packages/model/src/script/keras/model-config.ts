import type { KerasObject } from '../../keras-config.js';
import type { Call, LayerValue, ModelValue, TensorValue } from './network-values.js';
import { graphOf } from './graph-order.js';

/** A layer or a model of a script as Keras would write it, enough to describe, build and train it. */
export function configOf(operation: LayerValue | ModelValue): KerasObject {
  if (operation.kind === 'layer') {
    const { className, config, inner, calls } = operation;
    if (className === 'InputLayer') {
      return object('InputLayer', {
        batch_shape: calls[0]?.outputs[0]?.shape ?? null,
        dtype: 'float32',
        sparse: false,
        name: operation.name,
      });
    }
    return object(className, { ...config, ...(inner === undefined ? {} : { layer: configOf(inner) }) });
  }
  return operation.className === 'Sequential' ? sequentialConfig(operation) : functionalConfig(operation);
}

function sequentialConfig({ name, trainable, layers, inputShape }: ModelValue): KerasObject {
  return object('Sequential', {
    name,
    trainable,
    dtype: 'float32',
    layers: layers.map(configOf),
    ...(inputShape === null ? {} : { build_input_shape: inputShape }),
  });
}

function functionalConfig(model: ModelValue): KerasObject {
  const graph = graphOf(model.inputs, model.outputs);
  /** The number of a call among those of its operation that belong to the model. */
  const nodeOf = (call: Call) => graph.callsOf(call.operation).indexOf(call);
  const history = ({ call, index }: TensorValue): [string, number, number] => [
    call.operation.name,
    nodeOf(call),
    index,
  ];
  const written = (tensor: TensorValue) => ({
    class_name: '__keras_tensor__',
    config: { shape: tensor.shape, dtype: 'float32', keras_history: history(tensor) },
  });
  return object('Functional', {
    name: model.name,
    trainable: model.trainable,
    layers: graph.operations.map((operation) => ({
      ...configOf(operation),
      name: operation.name,
      inbound_nodes: isInput(operation, model)
        ? []
        : graph.callsOf(operation).map(({ inputs, isList }) => ({
            args: isList ? [inputs.map(written)] : inputs.map(written),
            kwargs: {},
          })),
    })),
    input_layers: model.inputs.map(history),
    output_layers: model.outputs.map((tensor) => endOf(tensor, history(tensor))),
  });
}

/** Among a model's outputs Keras counts the call of its own making that a functional model inside it has. */
function endOf({ call }: TensorValue, [name, node, index]: [string, number, number]) {
  const { kind, className } = call.operation;
  return [name, kind === 'model' && className !== 'Sequential' ? node + 1 : node, index];
}

function isInput(operation: LayerValue | ModelValue, model: ModelValue): boolean {
  return (
    operation.kind === 'layer' &&
    (operation.className === 'InputLayer' || model.inputs.some(({ call }) => call.operation === operation))
  );
}

function object(className: string, config: Record<string, unknown>): KerasObject {
  return { module: 'keras.layers', class_name: className, config, registered_name: null };
}
