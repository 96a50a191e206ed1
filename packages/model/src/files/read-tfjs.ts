import { strFromU8 } from 'fflate';
import * as z from 'zod';
import type { ModelDescription } from '../description.js';
import { within } from '../error.js';
import { expects, parse } from '../parse.js';
import { assemble } from './assemble.js';
import { parseJson } from './config-json.js';
import { bytesOf, damaged } from './hdf5/bytes.js';
import { checkShape } from './legacy-weights.js';
import type { ModelFile, SavedWeight } from './model-file.js';
import { placesInTfjs } from './tfjs-names.js';
import { clause } from '../problems/clause.js';

const modelJson = z.object({
  modelTopology: z.looseObject({
    model_config: z.unknown().optional(),
    training_config: z.unknown().optional(),
  }),
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string().regex(/^[\w-][\w.-]*$/, expects('expected-file-name'))),
      weights: z.array(
        z.object({
          name: z.string(),
          shape: z.array(z.int().min(0)),
          dtype: z.literal('float32', expects('expected-float32')),
          quantization: z.undefined(expects('expected-not-quantized')).optional(),
        }),
      ),
    }),
  ),
});

/**
 * Reads a model that TensorFlow.js, or its converter from Keras 2, saved.
 * @param file the bytes of `model.json`
 * @param readBeside gives the bytes of a file of this name in the same folder; it is asked for plain names only
 * @throws ModelError, and what `readBeside` throws
 */
export async function readTfjs(
  file: Uint8Array,
  readBeside: (name: string) => Promise<Uint8Array>,
): Promise<ModelFile> {
  const json = parse(modelJson, parseJson(strFromU8(file), 'model.json'));
  const saved = new Map<string, SavedInTfjs>();
  for (const { paths, weights } of json.weightsManifest) {
    const parts: Uint8Array[] = [];
    for (const path of paths) parts.push(await readBeside(path));
    readGroup(joined(parts), weights, saved);
  }
  const { model_config: config = json.modelTopology, training_config: compile = null } = json.modelTopology;
  return assemble('tfjs', config, {
    compile,
    kerasVersion: z
      .string()
      .nullable()
      .catch(null)
      .parse(json.modelTopology['keras_version'] ?? null),
    weights: (description) => placeWeights(description, saved),
  });
}

interface SavedInTfjs {
  shape: readonly number[];
  values: Float32Array;
}

function readGroup(
  data: Uint8Array,
  weights: readonly { name: string; shape: readonly number[] }[],
  saved: Map<string, SavedInTfjs>,
): void {
  const bytes = bytesOf(data);
  let at = 0;
  for (const { name, shape } of weights) {
    const size = shape.reduce((product, side) => product * side, 4);
    const { buffer, byteOffset } = bytes.slice(at, size);
    const view = new DataView(buffer, byteOffset, size);
    saved.set(name.replace(/:\d+$/, ''), {
      shape,
      values: Float32Array.from({ length: size / 4 }, (_, index) => view.getFloat32(index * 4, true)),
    });
    at += size;
  }
}

/** By names: in full, by the innermost layer alone, or behind the names of models that only the file knows. */
function placeWeights(description: ModelDescription, saved: ReadonlyMap<string, SavedInTfjs>): SavedWeight[] {
  return placesInTfjs(description).map(({ name, key, top, spec }) =>
    within(clause('layer-called', { name: top }), () => {
      const behind = [...saved.keys()].filter((full) => full.endsWith(`/${name}`));
      const found =
        saved.get(key) ?? saved.get(name) ?? (behind.length === 1 ? saved.get(behind[0]!) : undefined);
      if (found === undefined) throw damaged(clause('weight-missing', { weight: spec.name }));
      checkShape(spec, found.shape);
      return { layer: top, name: key.slice(top.length + 1), shape: spec.shape, values: found.values };
    }),
  );
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
