import { describeModel } from '../describe/describe-model.js';
import type { ModelDescription } from '../description.js';
import { ModelError } from '../error.js';
import type { KerasObject } from '../keras-config.js';
import type { OptimizerConfig } from '../training/optimizer.js';
import type { SlotName } from '../training/optimizer-slots.js';
import type { TrainingConfig } from '../training/training-config.js';
import { clause, type Clause } from '../problems/clause.js';

/** The kinds of model files, by the end of their names: `.keras`, `.h5`, `model.json`. */
export type ModelFormat = 'keras' | 'h5' | 'tfjs';

/** A trained model, whatever file it comes from or goes to. */
export interface SavedModel {
  /** Keras's configuration, of Keras 3 or 2: what `describeModel` reads. */
  config: KerasObject;
  /** Every weight, in the order of `weightPlaces(describeModel(config))`. */
  weights: readonly SavedWeight[];
  /** What the model was compiled with; `null` if it was not, or not with what ConvScope can train with. */
  compile: TrainingConfig['compile'] | null;
  /** The optimizer as it stood; `null` if none was saved, or its values do not suit its settings. */
  optimizer: SavedOptimizer | null;
}

/** A model as it was read, and what else its file says. */
export interface ModelFile extends SavedModel {
  format: ModelFormat;
  description: ModelDescription;
  /** Of the Keras that wrote it; `null` where it does not say. */
  kerasVersion: string | null;
  warnings: readonly FileWarning[];
}

/** What is odd about a file that can be read all the same. */
export type FileWarning =
  /** A weight holds numbers that are not finite: training went wrong before it was saved. */
  | { kind: 'not-finite'; layer: string; weight: string }
  /** It was compiled with something that ConvScope does not train with: the model is usable, its training is not. */
  | { kind: 'compile-not-read'; reason: Clause }
  /** One of its metrics is none that ConvScope computes, and is left out. */
  | { kind: 'metric-not-read'; metric: string }
  /** The optimizer's values are missing or do not fit: training goes on with a new optimizer. */
  | { kind: 'optimizer-not-read'; reason: Clause };

/** Where a weight belongs: of a model inside the model, `layer` is that model and `name` is `conv2d/kernel`. */
export interface WeightPlace {
  layer: string;
  name: string;
  /** `[height, width, in, out]` for a convolution's kernel. */
  shape: readonly number[];
}

/** A weight with its values, row by row. */
export interface SavedWeight extends WeightPlace {
  values: Float32Array;
}

/** An optimizer between two steps. */
export interface SavedOptimizer {
  config: OptimizerConfig;
  /** Updates done so far. */
  iterations: number;
  /** What it remembers, in the order of Keras 3's `optimizer.variables` after iteration and learning rate. */
  slots: readonly SavedSlot[];
}

/** What an optimizer remembers of one weight. */
export interface SavedSlot {
  /** Index in the model's `weights`. */
  weight: number;
  name: SlotName;
  /** As many as the weight has. */
  values: Float32Array;
}

/** All weights of a model in the order in which everything keeps them: layer by layer, each in Keras's order. */
export function weightPlaces(description: ModelDescription): (WeightPlace & { trainable: boolean })[] {
  return description.layers.flatMap(({ name: layer, weights }) =>
    weights.map(({ name, shape, trainable }) => ({ layer, name, shape, trainable })),
  );
}

/** Describes a model that is to be written. @throws ModelError `shape-mismatch` where its weights do not fit */
export function describeChecked({ config, weights, optimizer }: SavedModel): ModelDescription {
  const description = describeModel(config);
  const places = weightPlaces(description);
  const fits =
    places.length === weights.length &&
    places.every(({ layer, name, shape }, index) => {
      const weight = weights[index]!;
      const size = shape.reduce((product, side) => product * side, 1);
      return weight.layer === layer && weight.name === name && weight.values.length === size;
    }) &&
    (optimizer?.slots ?? []).every(({ weight, values }) => weights[weight]?.values.length === values.length);
  if (fits) return description;
  throw new ModelError('shape-mismatch', clause('weights-of-another'));
}
