import { readFileSync } from 'node:fs';
import * as z from 'zod';

const folder = new URL('oracle/summary/', import.meta.url);

const file = z.object({
  layers: z.array(
    z.object({
      name: z.string(),
      class: z.string(),
      output_shape: z.array(z.int().nullable()).nullable(),
      params: z.int().nullable(),
      trainable: z.boolean(),
      built: z.boolean(),
      connected_to: z.array(z.string()).default([]),
    }),
  ),
  trainable_params: z.int(),
  non_trainable_params: z.int(),
  optimizer_params: z.int().nullable(),
  summary_arguments: z.object({
    expand_nested: z.boolean().default(false),
    show_trainable: z.boolean().default(false),
  }),
  config: z.looseObject({
    config: z.looseObject({ layers: z.array(z.looseObject({})) }),
  }),
});

/** What real Keras 3 says of a network: `NAME.json`, made with `model.to_json()` and `model.summary()`. */
export function oracle(name: string) {
  return file.parse(JSON.parse(read(`${name}.json`)));
}

/** What Keras's `summary()` printed in a terminal of so many columns. */
export function oracleText(name: string, columns: 80 | 120): string {
  return read(`${name}.${columns}.txt`);
}

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

/** The lessons in every state in which Keras prints them. */
export const lessonFiles = ['vertical-line', 'lenet5', 'cifar10'].flatMap((lesson) =>
  ['input', 'input-shape', 'build', 'unbuilt', 'fitted'].map((state) => `${lesson}-${state}`),
);

/** Networks that are no lesson: branches, shared layers, nested and frozen models. */
export const otherFiles = [
  'skip',
  'inception',
  'shared',
  'functional',
  'separable',
  'separable-build',
  'separable-unbuilt',
  'frozen',
  'frozen-expanded',
];
