import type { LayerSummary, ModelGraph, Shape, WeightSpec } from '../description.js';
import { ModelError, within } from '../error.js';
import type { LayerKind } from '../layers/layer-kind.js';
import type { ReadKerasObject } from './model-config.js';
import { clause, type Clause } from '../problems/clause.js';

/** What the models around a layer mean for it. */
export interface Surroundings {
  /** Whether all of them may train: a frozen model freezes what is inside. */
  trainable: boolean;
  /** How many there are. */
  depth: number;
}

/** What a layer, or a model in the place of one, makes of its inputs. */
export interface Applied {
  outputs: readonly Shape[];
  weights: readonly WeightSpec[];
  /** The layers inside; only of a model. */
  layers?: readonly LayerSummary[];
  /** How they call each other; only of a functional model. */
  graph?: ModelGraph;
}

/** A layer whose configuration has been read; what it does follows once its inputs' shapes are known. */
export interface OpenLayer {
  name: string;
  className: string;
  trainable: boolean;
  builtFromStart: boolean;
  config: Readonly<Record<string, unknown>>;
  /** How many layers one call calls, those inside a model included. */
  numCalls: number;
  /** @throws ModelError `shape-mismatch` */
  apply(inputs: readonly Shape[]): Applied;
  /** Present if it is a model. */
  model?: ModelParts;
}

/** What a model has beyond a layer. */
interface ModelParts {
  /** The shapes of the inputs that the model was made for; empty while it is unbuilt. */
  inputShapes: readonly Shape[];
  isChain: boolean;
  /** Its layers while no shape is known. */
  unbuiltLayers: readonly LayerSummary[];
}

/** Reads any layer or nested model; given to the readers of models, which meet both. */
export type Open = (layer: ReadKerasObject, around: Surroundings) => OpenLayer;

/** Reads a layer that is no model. @throws ModelError */
export function openLayer(layer: ReadKerasObject, kind: LayerKind, around: Surroundings): OpenLayer {
  const place = placeOf(layer);
  const read = within(place, () => kind.read(layer.config));
  const trainable = read.trainable && around.trainable;
  return {
    name: read.name,
    className: layer.class_name,
    trainable,
    builtFromStart: kind.builtFromStart,
    config: read.config,
    numCalls: 1,
    apply: (inputs) => {
      const { outputShape, weights = [] } = within(place, () => read.apply(inputs));
      return {
        outputs: [outputShape],
        weights: weights.map((spec) => ({ ...spec, trainable: spec.trainable && trainable })),
      };
    },
  };
}

/** `layer “conv2d” (Conv2D)`, whatever the configuration says. */
export function placeOf({ class_name: className, config }: ReadKerasObject): Clause {
  const name = config['name'];
  return typeof name === 'string'
    ? clause('layer', { name, className })
    : clause('layer-without-name', { className });
}

/** Layers are found by name, so each name may stand once. @throws ModelError `invalid-config` */
export function refuseDuplicates(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new ModelError('invalid-config', clause('layers-of-one-name', { name }));
    seen.add(name);
  }
}
