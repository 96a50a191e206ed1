import type { Shape } from '../../description.js';
import type { Call } from '../interpreter/run.js';
import { itemsOf } from '../interpreter/sequences.js';
import type { Given, Value } from '../values.js';
import { applied } from './apply.js';
import { isUnknown } from './make-layer.js';
import { emptyModel, fixInput, lose } from './models.js';
import type { LayerValue, ModelValue } from './network-values.js';
import { argument, sizesOf } from './plain.js';
import { sessionOf } from './session.js';

/** `Sequential()`, `Sequential([…])`. */
export function makeSequential(given: Given, at: Call): ModelValue {
  const model = emptyModel('Sequential', given, at);
  const layers = argument(given, 0, 'layers');
  if (layers !== undefined && layers.kind !== 'none') {
    const items = itemsOf(layers);
    if (items === undefined) lose(model, layers, at);
    for (const item of items ?? []) append(model, item, at);
    rebuild(model, at);
  }
  return model;
}

/** `model.add(layer)`. */
export function addLayer(model: ModelValue, layer: Value, at: Call): void {
  append(model, layer, at);
  rebuild(model, at);
}

function append(model: ModelValue, given: Value, at: Call): void {
  const layer = given.kind === 'tensor' ? given.call.operation : given;
  if (layer.kind !== 'layer' && layer.kind !== 'model') {
    lose(model, given, at);
    return;
  }
  if (layer.kind === 'model') layer.isPart = true;
  if (isInput(layer)) {
    model.layers.push(layer);
    start(model, layer.calls[0]?.outputs[0]?.shape ?? null);
    return;
  }
  if (model.layers.length === 0 && layer.kind === 'layer' && layer.declaredShape !== undefined) {
    giveInput(model, layer.declaredShape, at);
  }
  model.layers.push(layer);
  describeRow(model, layer, at);
}

/**
 * As Keras builds it anew after every layer. What comes of that is the names that it uses up: a Sequential holds a
 * functional model, which nobody sees.
 */
function rebuild(model: ModelValue, at: Call): void {
  const [first, second] = model.layers;
  if (first === undefined || second === undefined) return;
  if (!isInput(first)) {
    const shape = first.kind === 'model' ? (first.inputShape ?? first.inputs[0]?.shape) : undefined;
    if (shape === undefined || shape === null) return;
    giveInput(model, shape, at);
    describeAll(model, at);
  }
  sessionOf(at).newName('Functional');
}

/** `model.build(input_shape)`, or the first call of a Sequential that has no input yet. */
export function buildFor(model: ModelValue, shape: Shape, at: Call): void {
  if (model.className !== 'Sequential' || model.inputShape !== null || model.layers.length === 0) return;
  giveInput(model, shape, at);
  describeAll(model, at);
  sessionOf(at).newName('Functional');
}

export function build(model: ModelValue, given: Given, at: Call): void {
  const shape = sizesOf(argument(given, 0, 'input_shape'));
  if (shape !== undefined && !isUnknown(shape)) buildFor(model, shape, at);
}

/** `model.pop()`. */
export function popLayer(model: ModelValue, at: Call): void {
  model.layers.pop();
  model.rows.pop();
  model.outputShape = model.rows.at(-1)?.applied?.outputs[0] ?? model.inputShape;
  rebuild(model, at);
}

/** Puts an input layer before all others. */
function giveInput(model: ModelValue, shape: Shape, at: Call): void {
  const name = sessionOf(at).newName('InputLayer');
  const span = model.layers[0]?.span ?? at.span;
  const input: LayerValue = { kind: 'layer', className: 'InputLayer', name, span, config: {}, calls: [] };
  fixInput(input, shape);
  model.layers.unshift(input);
  start(model, shape);
}

function start(model: ModelValue, shape: Shape | null): void {
  model.inputShape = model.outputShape = shape;
}

function describeAll(model: ModelValue, at: Call): void {
  model.rows = [];
  for (const layer of model.layers) if (!isInput(layer)) describeRow(model, layer, at);
}

function describeRow(model: ModelValue, operation: LayerValue | ModelValue, at: Call): void {
  const inputShape = model.outputShape;
  const made = applied(operation, [inputShape], at);
  model.rows.push({ operation, inputShape, applied: made });
  model.outputShape = made?.outputs[0] ?? null;
}

function isInput(operation: LayerValue | ModelValue): boolean {
  return operation.kind === 'layer' && operation.className === 'InputLayer';
}
