import type { Call } from '../interpreter/run.js';
import { sentence } from '../sentences.js';
import {
  boolean,
  integer,
  list,
  none,
  shapeValue,
  string,
  tuple,
  unknown,
  type Given,
  type Value,
} from '../values.js';
import { graphOf } from './graph-order.js';
import { graphEnds } from './models.js';
import type { LayerValue, ModelValue } from './network-values.js';
import { elementwise } from './operations.js';
import { addLayer, build, popLayer } from './sequential.js';
import { sessionOf } from './session.js';

/** `object.name` of a layer, a model or a tensor. */
export function networkAttribute(object: Value, name: string, at: Call): Value | undefined {
  switch (object.kind) {
    case 'tensor':
      if (name === 'shape' || name === '_keras_shape') {
        return object.shape === null
          ? unknown(at.span, sentence('shape-unknown', { text: at.text }))
          : shapeValue(object.shape);
      }
      if (name === 'name') return string(object.call.operation.name);
      return { kind: 'method', object, name };
    case 'layer':
      if (name === 'name') return string(object.name);
      if (name === 'trainable') return boolean(object.config['trainable'] === true);
      if (name === 'output' || name === 'input') {
        const call = object.calls.at(-1);
        return (name === 'output' ? call?.outputs[0] : call?.inputs[0]) ?? undefined;
      }
      if (name === 'output_shape') {
        const shape = object.calls.at(-1)?.outputs[0]?.shape;
        return shape ? shapeValue(shape) : undefined;
      }
      return { kind: 'method', object, name };
    case 'model':
      return modelAttribute(object, name, at);
    default:
      return undefined;
  }
}

function modelAttribute(model: ModelValue, name: string, at: Call): Value | undefined {
  switch (name) {
    case 'name':
      return string(model.name);
    case 'layers':
      return list([...layersOf(model)]);
    case 'trainable':
      return boolean(model.trainable);
    case 'input':
    case 'inputs':
    case 'output':
    case 'outputs': {
      const ends = graphEnds(model, at);
      const tensors = name.startsWith('input') ? ends.inputs : ends.outputs;
      const [first] = tensors;
      return name.endsWith('s') || tensors.length !== 1 || first === undefined ? list([...tensors]) : first;
    }
    case 'input_shape':
    case 'output_shape': {
      const end = name === 'input_shape' ? model.inputs[0]?.shape : model.outputs[0]?.shape;
      const shape = end ?? (name === 'input_shape' ? model.inputShape : model.outputShape);
      return shape === null
        ? unknown(at.span, sentence('shape-unknown', { text: at.text }))
        : shapeValue(shape);
    }
    case 'optimizer':
    case 'history':
    case 'weights':
    case 'trainable_weights':
    case 'metrics_names':
      return unknown(at.span, sentence('not-computed', { text: `${at.text}.${name}` }));
    default:
      return { kind: 'method', object: model, name };
  }
}

function layersOf(model: ModelValue): (LayerValue | ModelValue)[] {
  if (model.className === 'Sequential') {
    return model.layers.filter((layer) => layer.kind === 'model' || layer.className !== 'InputLayer');
  }
  return [...graphOf(model.inputs, model.outputs).operations];
}

/** `object.name = value`: what is frozen. */
export function setNetworkAttribute(object: Value, name: string, value: Value): void {
  if (name === 'trainable' && value.kind === 'boolean') {
    if (object.kind === 'layer' || object.kind === 'model') setTrainable(object, value.value);
  }
  if (
    (name === 'name' || name === '_name') &&
    value.kind === 'string' &&
    (object.kind === 'layer' || object.kind === 'model')
  ) {
    object.name = value.value;
    if (object.kind === 'layer') object.config['name'] = value.value;
  }
}

/** Freezes or frees a layer, and with a model all that is in it. */
function setTrainable(operation: LayerValue | ModelValue, trainable: boolean): void {
  if (operation.kind === 'layer') operation.config['trainable'] = trainable;
  else {
    operation.trainable = trainable;
    for (const layer of layersOf(operation)) setTrainable(layer, trainable);
  }
}

/** Methods of models that ask for something to be done, which we only note. */
const noted: Readonly<Record<string, 'compiles' | 'fits' | 'saves'>> = {
  compile: 'compiles',
  fit: 'fits',
  fit_generator: 'fits',
  save: 'saves',
};

/** `object.name(…)` of a layer, a model or a tensor. */
export function networkMethod(object: Value, name: string, given: Given, at: Call): Value | undefined {
  const session = sessionOf(at);
  if (object.kind === 'tensor') {
    if (name === 'get_shape') return networkAttribute(object, 'shape', at);
    return undefined;
  }
  if (object.kind === 'layer') {
    return name === 'get_weights' || name === 'set_weights' ? none : undefined;
  }
  if (object.kind !== 'model') return undefined;
  if (
    /^(compile|fit|fit_generator|save|summary|evaluate|predict|train_on_batch|load_weights|to_json)$/.test(
      name,
    )
  ) {
    session.used.add(object);
  }
  const list = noted[name];
  if (list !== undefined) session[list].push({ name, object, given, span: at.span, order: at.run.steps });
  switch (name) {
    case 'add':
      if (given.positional[0] !== undefined) addLayer(object, given.positional[0], at);
      return none;
    case 'pop':
      popLayer(object, at);
      return none;
    case 'build':
      build(object, given, at);
      return none;
    case 'get_layer': {
      const [by = given.keywords.get('name') ?? given.keywords.get('index')] = given.positional;
      const layers = layersOf(object);
      if (by?.kind === 'string') return layers.find((layer) => layer.name === by.value);
      return by?.kind === 'integer' ? layers.at(by.value) : undefined;
    }
    case 'compile':
    case 'summary':
    case 'save':
    case 'load_weights':
    case 'save_weights':
      if (name === 'load_weights') at.run.report(at.span, sentence('weights-from-file'));
      return none;
    case 'count_params':
      return undefined;
    case '__len__':
      return integer(object.layers.length);
    default:
      return undefined;
  }
}

/** `tensor + tensor`, `tensor / 255`. */
export function tensorOperator(operator: string, left: Value, right: Value, at: Call): Value | undefined {
  if (left.kind !== 'tensor' && right.kind !== 'tensor') return undefined;
  const className = { '+': 'Add', '-': 'Subtract', '*': 'Multiply', '/': 'TrueDivide', '**': 'Power' }[
    operator
  ];
  return className === undefined ? undefined : elementwise(className, [left, right], at);
}

/** `x[0]` of a list of tensors is Python's; of a tensor it is an operation that we do not know. */
export function tensorItem(object: Value, at: Call): Value | undefined {
  return object.kind === 'tensor' ? elementwise('GetItem', [object, tuple([])], at) : undefined;
}
