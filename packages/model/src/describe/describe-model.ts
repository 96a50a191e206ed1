import type { ModelDescription } from '../description.js';
import { ModelError, within } from '../error.js';
import { layerKinds } from '../layers/catalogue.js';
import { parse } from '../parse.js';
import { kerasObject, type ReadKerasObject } from './model-config.js';
import { openFunctional } from './open-functional.js';
import { openLayer, placeOf, type Open, type OpenLayer, type Surroundings } from './open-layer.js';
import { openSequential } from './open-sequential.js';
import { isWrapper, openWrapper } from './open-wrapper.js';
import { countParams } from './summarize.js';
import { clause } from '../problems/clause.js';

/** How deep models may stand inside models: far more than anyone builds, far less than the stack holds. */
const DEEPEST = 16;

/**
 * How many layers a model may call: many times what Keras's own largest do. Models that call models multiply,
 * so that a small file could otherwise keep us busy for years.
 */
const MOST_CALLS = 20_000;

/** Keras's model classes. Keras 2 also called a functional model `Model`. */
const modelKinds = new Map([
  ['Sequential', openSequential],
  ['Functional', openFunctional],
  ['Model', openFunctional],
]);

/**
 * Describes a network without running it: every layer's output shape, weights and parameters, as Keras would
 * build them. `config` comes from anywhere: a lesson, `model.to_json()` (parsed), a model file, a script.
 * Keras 3's form and Keras 2's are read. A `Sequential` that nobody gave an input shape is described unbuilt.
 * @throws ModelError with the layer, what is wrong there and what was expected.
 */
export function describeModel(config: unknown): ModelDescription {
  const object = parse(kerasObject, config);
  const model = open(object, { trainable: true, depth: 0 });
  if (model.model === undefined) {
    throw new ModelError('unsupported', clause('no-model', { className: object.class_name }));
  }
  if (model.numCalls > MOST_CALLS) {
    throw new ModelError('unsupported', clause('too-many-calls', { most: MOST_CALLS }));
  }
  const { inputShapes, isChain, unbuiltLayers } = model.model;
  const applied = inputShapes.length === 0 ? null : model.apply(inputShapes);
  const weights = applied?.weights ?? [];
  const totalParams = countParams(weights);
  if (!Number.isSafeInteger(totalParams)) {
    throw new ModelError(
      'unsupported',
      clause('too-many-parameters', { params: totalParams.toPrecision(2) }),
    );
  }
  const trainableParams = countParams(weights.filter(({ trainable }) => trainable));
  return {
    name: model.name,
    className: model.className,
    inputShape: inputShapes[0] ?? null,
    layers: applied?.layers ?? unbuiltLayers,
    isChain,
    ...(applied?.graph === undefined ? {} : { graph: applied.graph }),
    totalParams,
    trainableParams,
    nonTrainableParams: totalParams - trainableParams,
  };
}

/** Reads a single layer's or model's configuration; what it does follows from its inputs' shapes. @throws ModelError */
export function openConfig(config: unknown): OpenLayer {
  return open(parse(kerasObject, config), { trainable: true, depth: 1 });
}

/** Reads any layer, or a model that stands in the place of one. */
const open: Open = (layer: ReadKerasObject, around: Surroundings): OpenLayer => {
  const kind = layerKinds.get(layer.class_name);
  if (kind !== undefined) return openLayer(layer, kind, around);
  if (isWrapper(layer)) return within(placeOf(layer), () => openWrapper(layer, around, open));
  return within(around.depth === 0 ? clause('the-model') : placeOf(layer), () => {
    const openModel = modelKinds.get(layer.class_name);
    if (openModel === undefined) throw unknownClass(around.depth);
    if (around.depth > DEEPEST) {
      throw new ModelError('unsupported', clause('models-too-deep', { most: DEEPEST }));
    }
    return openModel(layer, around, open);
  });
};

function unknownClass(depth: number): ModelError {
  // Of layers we know too many to name them all in a sentence.
  const what =
    depth === 0
      ? clause('unknown-model-class', { known: [...modelKinds.keys()].join(', ') })
      : clause('unknown-class');
  return new ModelError('unsupported', what);
}
