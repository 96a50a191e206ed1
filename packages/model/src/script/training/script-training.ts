import type { AugmentationConfig } from '../../training/augmentation.js';
import type { CallbackConfig } from '../../training/callbacks.js';
import type { OptimizerConfig } from '../../training/optimizer.js';
import type { TrainingConfig } from '../../training/training-config.js';
import type { Place } from '../script-description.js';

/** How a script trains its network. What the script leaves to Keras has Keras's value. */
export interface ScriptTraining {
  compile: ScriptCompile | null;
  fit: ScriptFit | null;
  /** Of an `ImageDataGenerator`. */
  augmentation: AugmentationConfig | null;
  /** The data set of `keras.datasets` that it trains on: `mnist`. */
  dataset: string | null;
  callbacks: readonly CallbackConfig[];
  /** The file that the script saves its model to, told from the folder of the script. */
  saveAs: string | null;
  /** The whole as ConvScope trains it; `null` where something is missing that ConvScope has not got. */
  config: TrainingConfig | null;
}

export interface ScriptCompile {
  place: Place;
  /** `null` values are not known. */
  optimizer: { className: string; learningRate: number | null } | null;
  /** The optimizer with all its settings, if it is one that ConvScope has. */
  optimizerConfig: OptimizerConfig | null;
  /** Keras's name: `categorical_crossentropy`. */
  loss: string | null;
  metrics: readonly string[];
}

export interface ScriptFit {
  place: Place;
  batchSize: number | null;
  epochs: number | null;
  shuffle: boolean;
  /** The last share of the training images that is validated on; 0 for none. */
  validationSplit: number;
  /** `[first, last]` of the images that are trained on, both included; absent for all. */
  trainRange?: readonly [number, number];
}
