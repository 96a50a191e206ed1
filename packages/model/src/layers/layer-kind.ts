import * as z from 'zod';
import { ModelError } from '../error.js';
import { parse } from '../parse.js';
import type { Shape, WeightSpec } from '../description.js';
import { layerFields } from './fields.js';
import { clause } from '../problems/clause.js';

/** What a layer makes of its input: the shape, and the weights in Keras's order. */
export interface LayerEffect {
  outputShape: Shape;
  weights?: readonly WeightSpec[];
}

/** One layer's configuration, read; what it does follows once the shapes of its inputs are known. */
interface ReadLayer {
  name: string;
  trainable: boolean;
  config: Readonly<Record<string, unknown>>;
  apply(inputs: readonly Shape[]): LayerEffect;
}

/** One of Keras's layer classes. */
export interface LayerKind {
  /** Keras counts a layer without weights as built from the start, unless it defines `build`. */
  builtFromStart: boolean;
  /** @throws ModelError `invalid-config` */
  read(config: unknown): ReadLayer;
}

interface KindOptions {
  builtFromStart?: boolean;
}

/** A layer class whose layers take one input. `fields` are its own; name and trainable come with every layer. */
export function layerKind<Fields extends z.ZodRawShape>(
  fields: Fields,
  effect: (input: Shape, config: z.output<z.ZodObject<Fields>>) => LayerEffect,
  options: KindOptions = {},
): LayerKind {
  return mergeKind(
    fields,
    (inputs, config) => {
      const [input] = inputs;
      if (input === undefined || inputs.length > 1) {
        throw new ModelError('shape-mismatch', clause('not-one-input', { given: inputs.length }));
      }
      return effect(input, config);
    },
    options,
  );
}

/** A layer class whose layers take any number of inputs. */
export function mergeKind<Fields extends z.ZodRawShape>(
  fields: Fields,
  effect: (inputs: readonly Shape[], config: z.output<z.ZodObject<Fields>>) => LayerEffect,
  { builtFromStart = false }: KindOptions = {},
): LayerKind {
  const common = z.looseObject(layerFields);
  const own = z.object(fields);
  return {
    builtFromStart,
    read(config) {
      const shared = parse(common, config);
      const read = parse(own, config);
      return {
        name: shared.name,
        trainable: shared.trainable,
        config: { ...shared, ...read },
        apply: (inputs) => effect(inputs, read),
      };
    },
  };
}

/** The effect of a layer that changes values, not shapes. */
export function keepsShape(input: Shape): LayerEffect {
  return { outputShape: input };
}

/** A weight that training changes. */
export function weight(name: string, ...shape: number[]): WeightSpec {
  return { name, shape, trainable: true };
}

/** A weight that a layer keeps for itself, such as a moving mean. */
export function state(name: string, ...shape: number[]): WeightSpec {
  return { name, shape, trainable: false };
}
