import * as z from 'zod';
import { ModelError, within } from '../error.js';
import type { KerasObject } from '../keras-config.js';
import { kerasObject } from '../describe/model-config.js';
import { parse } from '../parse.js';
import { damaged } from './hdf5/bytes.js';
import { clause, type Clause } from '../problems/clause.js';

/** Far more than the configuration of any network that ConvScope can train, in bytes or characters. */
const LONGEST = 16 << 20;
/** How deep a configuration may nest; models in models take about six levels each. */
const DEEPEST = 200;
/** Where Keras's own classes live, in all its versions. */
const KERAS_MODULE = /^(keras|tf_keras|tensorflow\.keras|tensorflow\.python\.keras|builtins)(\.|$)/;

/** A JSON text out of a model file. @throws ModelError `damaged-file`, `dangerous` */
export function parseJson(text: string, part: string): unknown {
  if (text.length > LONGEST) throw damaged(clause('json-too-long', { part }));
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key !== '__proto__') return value;
      throw new ModelError('dangerous', clause('json-proto', { part }));
    });
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw damaged(clause('json-invalid', { part }), { cause: error });
  }
}

/**
 * A model's configuration out of a file. Code is never run and nothing looked up by name; a configuration that asks
 * for either is refused here, before anything else reads it.
 * @throws ModelError `invalid-config`, `dangerous`
 */
export function readConfig(value: unknown): KerasObject {
  refuseForeign(value, clause('the-model'), 0);
  return parse(kerasObject, value);
}

const foreignFields = {
  class_name: z.unknown().optional(),
  module: z.unknown().optional(),
  config: z.unknown().optional(),
};

function refuseForeign(value: unknown, place: Clause, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEEPEST) throw new ModelError('invalid-config', clause('config-too-deep'));
  if (Array.isArray(value)) {
    for (const item of value) refuseForeign(item, place, depth + 1);
    return;
  }
  const { class_name: className, module, config } = z.looseObject(foreignFields).parse(value);
  const here = typeof className === 'string' ? placeOf(className, config, place) : place;
  within(here, () => {
    if (className === 'Lambda' || className === '__lambda__') {
      throw new ModelError('dangerous', clause('carries-code'));
    }
    if (typeof className === 'string' && typeof module === 'string' && !KERAS_MODULE.test(module)) {
      throw new ModelError(
        'dangerous',
        clause('foreign-class', { name: `${module.slice(0, 60)}.${className.slice(0, 60)}` }),
      );
    }
  });
  for (const inner of Object.values(value)) refuseForeign(inner, here, depth + 1);
}

function placeOf(className: string, config: unknown, place: Clause): Clause {
  const name: unknown =
    typeof config === 'object' && config !== null ? Reflect.get(config, 'name') : undefined;
  return typeof name === 'string' ? clause('layer', { name, className }) : place;
}
