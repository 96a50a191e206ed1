import * as z from 'zod';
import type { Shape, WeightSpec } from '../description.js';
import { ModelError } from '../error.js';
import { layerFields } from '../layers/fields.js';
import { parse } from '../parse.js';
import { shapeText } from '../shape.js';
import { kerasObject, type ReadKerasObject } from './model-config.js';
import type { Applied, Open, OpenLayer, Surroundings } from './open-layer.js';
import { clause } from '../problems/clause.js';

const mergeMode = z.enum(['concat', 'sum', 'mul', 'ave']).catch('concat');

const wrappers = {
  TimeDistributed: z.object({ ...layerFields, layer: kerasObject }),
  Bidirectional: z.object({
    ...layerFields,
    layer: kerasObject,
    merge_mode: mergeMode,
  }),
};

type Wrapper = ReadKerasObject & { class_name: keyof typeof wrappers };

/** Whether a layer holds another one: `TimeDistributed`, `Bidirectional`. */
export function isWrapper(layer: ReadKerasObject): layer is Wrapper {
  return Object.hasOwn(wrappers, layer.class_name);
}

/** Reads a layer that holds another one, or a whole model. @throws ModelError */
export function openWrapper(layer: Wrapper, around: Surroundings, open: Open): OpenLayer {
  const isTimeDistributed = layer.class_name === 'TimeDistributed';
  const config = parse(wrappers[layer.class_name], layer.config);
  const trainable = config.trainable && around.trainable;
  const inner = open(config.layer, { trainable, depth: around.depth + 1 });
  const { merge_mode: mode } = z.object({ merge_mode: mergeMode }).parse(layer.config);
  return {
    name: config.name,
    className: layer.class_name,
    trainable,
    builtFromStart: false,
    config: layer.config,
    numCalls: inner.numCalls,
    apply: (inputs) => (isTimeDistributed ? eachStep(inner, inputs) : bothWays(inner, inputs, mode)),
  };
}

/** The same layer on every step of a sequence: `[batch, steps, …]` → `[batch, steps, …]`. */
function eachStep(inner: OpenLayer, [input, ...others]: readonly Shape[]): Applied {
  const [batch = null, steps = null, ...rest] = input ?? [];
  if (input === undefined || others.length > 0 || input.length < 3) {
    throw new ModelError(
      'shape-mismatch',
      clause('no-steps', { shape: input ? shapeText(input) : clause('nothing') }),
    );
  }
  const { outputs, weights } = inner.apply([[batch, ...rest]]);
  return { outputs: outputs.map(([first = null, ...shape]) => [first, steps, ...shape]), weights };
}

/** A recurrent layer forwards and a second one backwards. */
function bothWays(inner: OpenLayer, inputs: readonly Shape[], mode: string): Applied {
  const { outputs, weights } = inner.apply(inputs);
  const named = (direction: string): WeightSpec[] =>
    weights.map((spec) => ({ ...spec, name: `${direction}_${spec.name}` }));
  return {
    outputs: outputs.map((shape) =>
      mode === 'concat' ? [...shape.slice(0, -1), (shape.at(-1) ?? 0) * 2] : shape,
    ),
    weights: [...named('forward'), ...named('backward')],
  };
}
