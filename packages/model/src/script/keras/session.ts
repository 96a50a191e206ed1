import { layerNames } from '../../keras/layer-name.js';
import type { Call } from '../interpreter/run.js';
import type { Span } from '../python/syntax.js';
import type { Given, Value } from '../values.js';
import type { ModelValue } from './network-values.js';

/** What Keras remembers while a script runs, and what the script has asked of it. */
export interface Session {
  /** A new name for a layer or a model of a class. */
  newName(className: string): string;
  /** As `clear_session`. */
  forgetNames(): void;
  dataFormat: 'channels_last' | 'channels_first';
  /** In the order in which they were made. */
  models: ModelValue[];
  /** Models that the script prints, compiles, trains or saves. */
  used: Set<ModelValue>;
  compiles: Asked[];
  fits: Asked[];
  saves: Asked[];
  /** Of `tf.app.flags` and absl. */
  flags?: Map<string, Value>;
}

/** A method that the script calls, with its arguments. */
export interface Asked {
  name: string;
  object: Value;
  given: Given;
  span: Span;
  /** Grows from one to the next. */
  order: number;
}

export function newSession(): Session {
  let nameOf = layerNames();
  return {
    newName: (className) => nameOf(className),
    forgetNames: () => {
      nameOf = layerNames();
    },
    dataFormat: 'channels_last',
    models: [],
    used: new Set(),
    compiles: [],
    fits: [],
    saves: [],
  };
}

export function sessionOf({ run }: Call): Session {
  return run.session as Session;
}
