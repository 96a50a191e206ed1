import { canonical } from '../interpreter/imports.js';
import type { Call, Library } from '../interpreter/run.js';
import { sentence } from '../sentences.js';
import {
  float,
  integer,
  list,
  none,
  string,
  unknown,
  type Given,
  type MadeValue,
  type Value,
} from '../values.js';
import {
  arrayAttribute,
  arrayItem,
  arrayMethod,
  arrayOperator,
  loadData,
  toCategorical,
  trainTestSplit,
} from './arrays.js';
import { makeLayer, makeOwnLayer } from './make-layer.js';
import { callOperation, inputLayer, makeInput, makeModel } from './models.js';
import { callModule, madeAttribute, madeMethod } from './modules.js';
import {
  networkAttribute,
  networkMethod,
  setNetworkAttribute,
  tensorItem,
  tensorOperator,
} from './objects.js';
import { numpy } from './numpy.js';
import { callOnTensors } from './operations.js';
import { lastPart } from './plain.js';
import { makeSequential } from './sequential.js';
import { sessionOf } from './session.js';
import { layerClass } from './signatures.js';

/** Names that stand for a plain value. */
const constants: Readonly<Record<string, Value>> = {
  'math.pi': float(Math.PI),
  'math.e': float(Math.E),
  'numpy.pi': float(Math.PI),
  'numpy.newaxis': none,
  'tensorflow.newaxis': none,
  'os.sep': string('/'),
};

/** What `from module import *` brings, of what we know. */
const wildcardNames: readonly (readonly [module: RegExp, provides: (name: string) => boolean])[] = [
  [
    /^keras\.layers/,
    (name) =>
      layerClass(name) !== undefined ||
      /^(Input|InputLayer|add|concatenate|multiply|average|maximum|minimum|subtract|dot)$/.test(name),
  ],
  [/^keras(\.models)?$/, (name) => /^(Sequential|Model|Input|load_model)$/.test(name)],
  [
    /^keras\.optimizers/,
    (name) => /^(SGD|RMSprop|Adam|AdamW|Adagrad|Adadelta|Adamax|Nadam|Ftrl)$/.test(name),
  ],
  [
    /^keras\.callbacks/,
    (name) =>
      /^(EarlyStopping|ReduceLROnPlateau|ModelCheckpoint|CSVLogger|TensorBoard|LearningRateScheduler)$/.test(
        name,
      ),
  ],
  [/^keras\.datasets/, (name) => /^(mnist|fashion_mnist|cifar10|cifar100)$/.test(name)],
  [/^keras\.utils/, (name) => /^(to_categorical|plot_model|np_utils)$/.test(name)],
  [/^keras\.regularizers/, (name) => /^(l1|l2|l1_l2)$/.test(name)],
  [/^keras\.preprocessing/, (name) => name === 'ImageDataGenerator'],
  [/^math$/, (name) => /^(ceil|floor|sqrt|log|log2|pi|pow)$/.test(name)],
];

/** What the names of Keras, and of what scripts use beside it, mean. */
export const kerasLibrary: Library = {
  call(path, given, at) {
    if (path.startsWith('keras.')) return callKeras(path, given, at);
    const name = lastPart(path);
    const onTensors = callOnTensors(name, given, at);
    if (onTensors !== undefined) return onTensors;
    if (/^(numpy|jax\.numpy)\./.test(path)) return numpy(name, given, at) ?? notKnown(given, at);
    if (name === 'train_test_split') return trainTestSplit(given);
    return callModule(path, given, at) ?? notKnown(given, at);
  },

  constant: (path) => (Object.hasOwn(constants, path) ? constants[path] : undefined),

  provides: (module, name) => wildcardNames.some(([path, names]) => path.test(module) && names(name)),

  attribute(object, name, at) {
    if (object.kind === 'array') return arrayAttribute(object, name, at);
    if (object.kind === 'made') return madeAttribute(object, name, at);
    if (object.kind === 'tuple' && name === 'as_list') return { kind: 'method', object, name };
    return networkAttribute(object, name, at);
  },

  setAttribute: (object, name, value) => setNetworkAttribute(object, name, value),

  method(object, name, given, at) {
    if (object.kind === 'array') return arrayMethod(object, name, given, at);
    if (object.kind === 'made') return madeMethod(object, name, given, at);
    if (object.kind === 'tuple' && name === 'as_list') return list([...object.items]);
    return networkMethod(object, name, given, at);
  },

  callObject: (object, given, at) =>
    object.kind === 'layer' || object.kind === 'model' ? callOperation(object, given, at) : undefined,

  subscript(object, indices, at) {
    return object.kind === 'array' ? arrayItem(object, indices) : tensorItem(object, at);
  },

  binary: (operator, left, right, at) =>
    tensorOperator(operator, left, right, at) ?? arrayOperator(operator, left, right, at),

  subclass(made, base, given, at) {
    const kind = lastPart(base);
    if (/^(Model|Sequential|Functional|Network)$/.test(kind) && base.startsWith('keras')) {
      const problem = sentence('model-subclassed', { name: made.name });
      at.run.report(made.span, problem);
      return unknown(at.span, problem);
    }
    const isLayer = base.startsWith('keras') && (kind === 'Layer' || layerClass(kind) !== undefined);
    return isLayer ? makeOwnLayer(made.name, given, at) : undefined;
  },
};

function callKeras(path: string, given: Given, at: Call): Value {
  const name = lastPart(path);
  const session = sessionOf(at);
  switch (name) {
    case 'Input':
      return makeInput(given, at);
    case 'InputLayer':
      return inputLayer(given, at);
    case 'Sequential':
      return makeSequential(given, at);
    case 'Model':
    case 'Functional':
      return makeModel(given, at);
    case 'load_data':
      return loadData(lastPart(path.slice(0, -'.load_data'.length)), at);
    case 'to_categorical':
      return toCategorical(given) ?? notKnown(given, at);
    case 'image_data_format':
      return string(session.dataFormat);
    case 'image_dim_ordering':
      return string(session.dataFormat === 'channels_first' ? 'th' : 'tf');
    case 'set_image_dim_ordering':
    case 'set_image_data_format': {
      const [order] = given.positional;
      const isFirst = order?.kind === 'string' && /^(th|channels_first)$/.test(order.value);
      session.dataFormat = isFirst ? 'channels_first' : 'channels_last';
      return none;
    }
    case 'clear_session':
    case 'reset_uids':
      session.forgetNames();
      return none;
    case 'int_shape': {
      const [tensor] = given.positional;
      return (tensor && networkAttribute(tensor, 'shape', at)) ?? notKnown(given, at);
    }
    case 'merge':
      return oldMerge(given, at) ?? notKnown(given, at);
    case 'get':
    case 'deserialize':
      return given.positional[0] ?? none;
    case 'epsilon':
      return float(1e-7);
    case 'summary':
    case 'set_random_seed':
    case 'plot_model':
      return none;
  }
  const isLayer = /\.layers(\.|$)/.test(path) ? /^[A-Z]/.test(name) : layerClass(name) !== undefined;
  if (isLayer && !/\.(initializers|regularizers|constraints|metrics)\./.test(path))
    return makeLayer(path, given, at);
  const onTensors = callOnTensors(name, given, at);
  if (onTensors !== undefined) return onTensors;
  if (/\.applications\./.test(path)) {
    return unknown(at.span, sentence('application', { name }));
  }
  if (isKerasName(path, name)) return made(path, given, at);
  return notKnown(given, at);
}

/** Optimizers, losses, metrics, callbacks, generators, initializers: objects that are read where they are used. */
function isKerasName(path: string, name: string): boolean {
  return (
    /\.(optimizers|losses|metrics|callbacks|initializers|regularizers|constraints|preprocessing|schedules|legacy|optimizer_v2|mixed_precision|datasets|utils|activations|models|layers|wrappers)(\.|$)/.test(
      path,
    ) && !/^(load_model|model_from_json|image_dataset_from_directory|clone_model|get_file|Layer)$/.test(name)
  );
}

/** Keras 1's `merge([a, b], mode='concat', concat_axis=-1)`. */
function oldMerge(given: Given, at: Call): Value | undefined {
  const mode = given.keywords.get('mode') ?? given.positional[1];
  const name =
    mode?.kind === 'string'
      ? { sum: 'add', concat: 'concatenate', mul: 'multiply', ave: 'average', max: 'maximum', dot: 'dot' }[
          mode.value
        ]
      : undefined;
  const axis = given.keywords.get('concat_axis') ?? integer(-1);
  const [inputs] = given.positional;
  if (name === undefined || inputs === undefined) return undefined;
  return callOnTensors(name, { positional: [inputs], keywords: new Map([['axis', axis]]) }, at);
}

export function made(path: string, given: Given, at: Call): MadeValue {
  return { kind: 'made', path: canonical(path), given, span: at.span, notes: new Map() };
}

function notKnown(given: Given, at: Call): Value {
  const cause = given.rest ?? given.positional.find((argument) => argument.kind === 'unknown');
  return cause ?? unknown(at.span, sentence('not-computed', { text: at.text }));
}
