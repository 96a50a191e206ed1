import type { Shape } from '../../description.js';
import type { Call } from '../interpreter/run.js';
import { sentence, type Sentence } from '../sentences.js';
import { firstUnknown, isSequence, type Given, type UnknownValue, type Value } from '../values.js';
import type { LayerValue } from './network-values.js';
import { modernArguments, wholeNumber } from './old-arguments.js';
import { kerasObject, lastPart, plainOf, sizesOf } from './plain.js';
import { sessionOf } from './session.js';
import { commonArguments, layerClass, layerSignatures, type Signature } from './signatures.js';

/** Arguments that bear neither on shapes nor on the number of weights. */
const harmless =
  /(_initializer|_regularizer|_constraint|^activation|^recurrent_activation|^seed|^rate|^dropout|^epsilon|^momentum|^alpha|^negative_slope|^weights|^trainable|factor|scale|offset|^mean|^variance)$/;

/** A layer that the script makes: `path` names its class, `given` says how it is to be. */
export function makeLayer(path: string, given: Given, at: Call): LayerValue {
  const written = lastPart(path);
  const className = layerClass(written) ?? written;
  return layerOf(className, layerSignatures[className], { written, given, at });
}

/** A layer of a class that the script itself defines: it has a name, and nobody knows what it does. */
export function makeOwnLayer(className: string, given: Given, at: Call): LayerValue {
  return layerOf(className, undefined, { written: className, given, at });
}

function layerOf(
  className: string,
  signature: Signature | undefined,
  { written, given, at }: { written: string; given: Given; at: Call },
): LayerValue {
  const session = sessionOf(at);
  const modern = modernArguments(className, given, written);
  const layer: LayerValue = {
    kind: 'layer',
    className,
    name: '',
    span: at.span,
    config: {},
    calls: [],
  };
  const said = placed(modern.given, signature ?? []);
  layer.name = nameOf(said, () => session.newName(className));
  layer.config['name'] = layer.name;
  const trainable = said.get('trainable');
  layer.config['trainable'] = trainable?.kind === 'boolean' ? trainable.value : true;
  if (signature === undefined) {
    layer.trouble = sentence('unknown-layer', { name: className });
    return layer;
  }
  if (modern.given.rest !== undefined) layer.trouble = argumentUnknown('**', layer, modern.given.rest);
  for (const parameter of signature) {
    const [name, otherwise] = typeof parameter === 'string' ? [parameter] : parameter;
    const value = said.get(name);
    if (name === 'layer') takeInner(layer, value);
    else if (value !== undefined) take(layer, name, value, at);
    else if (typeof parameter !== 'string')
      layer.config[name] = defaultOf(name, otherwise, session.dataFormat);
    else layer.trouble ??= sentence('layer-argument-missing', { name, layer: className });
  }
  for (const name of said.keys()) {
    const isKnown =
      commonArguments.has(name) ||
      signature.some((parameter) => (typeof parameter === 'string' ? parameter : parameter[0]) === name);
    if (!isKnown) at.run.report(at.span, sentence('unexpected-argument', { name, layer: className }));
  }
  if (/^Random(Crop)?$|^CenterCrop$|^RandomCrop$/.test(className))
    layer.config['data_format'] ??= session.dataFormat;
  const declared = declaredShape(className, said);
  if (isUnknown(declared)) {
    at.run.report(at.span, argumentUnknown('input_shape', layer, declared));
  } else if (declared !== undefined) layer.declaredShape = declared;
  return layer;
}

/** Each argument by its name. */
function placed(
  given: Given,
  signature: readonly (string | readonly [string, unknown])[],
): Map<string, Value> {
  const said = new Map(given.keywords);
  for (const [index, value] of given.positional.entries()) {
    const parameter = signature[index];
    const name = typeof parameter === 'string' ? parameter : parameter?.[0];
    if (name !== undefined) said.set(name, value);
  }
  return said;
}

function nameOf(said: ReadonlyMap<string, Value>, newName: () => string): string {
  const name = said.get('name');
  return name?.kind === 'string' && name.value !== '' ? name.value : newName();
}

/** Takes one argument of the layer's own; one that is not known is told of where it bears on shapes. */
function take(layer: LayerValue, name: string, value: Value, at: Call): void {
  const cause = firstUnknown(value);
  const json = cause === undefined ? plainOf(normal(name, value)) : undefined;
  if (json !== undefined) {
    layer.config[name] = written(name, json);
    if (layer.className === 'Lambda' || name === 'function')
      layer.trouble = sentence('unknown-layer', { name: 'Lambda' });
    return;
  }
  if (layer.className === 'Lambda') {
    layer.trouble = sentence('unknown-layer', { name: 'Lambda' });
    return;
  }
  const problem = argumentUnknown(name, layer, cause);
  // A layer as an activation (`activation=LeakyReLU()`), or a function of the script's.
  if (harmless.test(name)) {
    layer.config[name] = name === 'activation' ? 'linear' : null;
    if (value.kind !== 'layer') at.run.report(at.span, problem);
    else layer.config[name] = value.name;
  } else layer.trouble ??= problem;
}

/** Sizes may be whole `float`s, or one in a list of one. */
function normal(name: string, value: Value): Value {
  if (harmless.test(name)) return value;
  if (isSequence(value)) return { kind: 'list', items: value.items.map(wholeNumber) };
  return value.kind === 'float' && /^(filters|units|kernel_size|strides|pool_size|size)$/.test(name)
    ? wholeNumber(value)
    : value;
}

function written(name: string, json: unknown): unknown {
  const kind = /_(initializer|regularizer|constraint)$/.exec(name)?.[1];
  if (kind !== undefined && typeof json === 'string') return kerasObject(`${kind}s`, json);
  if ((name === 'padding' || name === 'data_format') && typeof json === 'string') return json.toLowerCase();
  if (name === 'dims' || name === 'target_shape') return Array.isArray(json) ? json : [json];
  return json;
}

function defaultOf(name: string, otherwise: unknown, dataFormat: string): unknown {
  if (name === 'data_format') return dataFormat;
  return written(name, otherwise);
}

function takeInner(layer: LayerValue, value: Value | undefined): void {
  if (value?.kind === 'layer' || value?.kind === 'model') {
    layer.inner = value;
    if (value.kind === 'model') value.isPart = true;
  } else layer.trouble = sentence('unknown-layer', { name: layer.className });
}

/** What `input_shape`, `batch_input_shape`, `input_dim` or `input_length` say, with the batch. */
function declaredShape(
  className: string,
  said: ReadonlyMap<string, Value>,
): Shape | UnknownValue | undefined {
  const whole = sizesOf(said.get('batch_input_shape'));
  if (whole !== undefined) return whole;
  const shape = sizesOf(said.get('input_shape'));
  if (isUnknown(shape)) return shape;
  const batch = said.get('batch_size');
  const first = batch?.kind === 'integer' ? batch.value : null;
  if (shape !== undefined) return [first, ...shape];
  const length = sizesOf(said.get('input_length'));
  if (className === 'Embedding')
    return length === undefined || isUnknown(length) ? length : [first, ...length];
  const size = sizesOf(said.get('input_dim'));
  if (size === undefined || isUnknown(size)) return size;
  const isRecurrent = /^(LSTM|GRU|SimpleRNN|Conv1D)$/.test(className);
  return isRecurrent
    ? [first, ...(length === undefined || isUnknown(length) ? [null] : length), ...size]
    : [first, ...size];
}

export function isUnknown(value: unknown): value is UnknownValue {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'unknown';
}

function argumentUnknown(name: string, layer: LayerValue, cause: UnknownValue | undefined): Sentence {
  return sentence('argument-unknown', {
    name,
    layer: layer.className,
    reason: cause?.reason ?? sentence('not-plain'),
  });
}
