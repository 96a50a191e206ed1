import type { ModelDescription } from '../description.js';
import type { KerasObject } from '../keras-config.js';
import type { Sentence } from './sentences.js';
import type { ScriptTraining } from './training/script-training.js';

/** What can be told of a Keras script without running it. */
export interface ScriptDescription {
  /** In the order in which the script makes them; models that only became part of another are left out. */
  models: readonly ScriptModel[];
  /** Of what the script compiles and fits; `null` where it does neither. */
  training: ScriptTraining | null;
  /** What was not understood, by its place in the source. */
  problems: readonly ScriptProblem[];
}

export interface ScriptModel {
  /** Where the model is made. */
  place: Place;
  /** Keras's own form; of a model that was not understood whole, of what was. */
  config: KerasObject;
  /** As `describeModel` would say; what is not known has no shape and no parameters. */
  description: ModelDescription;
  /** Where each layer of `description.layers` is made, in the same order. */
  places: readonly Place[];
  /** Whether every layer was understood, so that the model can be trained. */
  isComplete: boolean;
}

export interface ScriptProblem {
  place: Place;
  problem: Sentence;
}

/** A stretch of the source. Lines from 1 (in a notebook within the cell), columns from 0 in UTF-16 units. */
export interface Place {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** The number of the notebook's cell, from 0, all cells counted; absent in a script. */
  cell?: number;
}
