import { strFromU8, strToU8 } from 'fflate';
import * as z from 'zod';
import { describeModel } from '../describe/describe-model.js';
import type { ModelDescription } from '../description.js';
import { ModelError, within } from '../error.js';
import { parse } from '../parse.js';
import { assemble } from './assemble.js';
import { trainingConfigAttribute } from './compile-config.js';
import { parseJson } from './config-json.js';
import { bytesOf, damaged } from './hdf5/bytes.js';
import { kerasTwoConfig } from './keras-two.js';
import { checkShape } from './legacy-weights.js';
import type { ModelFile, SavedModel, SavedWeight } from './model-file.js';
import { storedLayers, type StoredLayer } from './store-weights.js';

/** Layer classes that TensorFlow.js does not have. */
const notInTensorFlowJs = new Set(['Subtract']);

/**
 * A model as `loadLayersModel` of TensorFlow.js loads it: `model.json`, and the weights, float32 one after another,
 * as `weights.bin` beside it.
 * @throws ModelError `unsupported` where TensorFlow.js has no such layer
 */
export function writeTfjs(model: SavedModel): { 'model.json': Uint8Array; 'weights.bin': Uint8Array } {
  const description = describeModel(model.config);
  refuseUnknown(description);
  const values = new Map(model.weights.map((weight) => [`${weight.layer}/${weight.name}`, weight]));
  const weights = placesInTfjs(description).map(({ name, key, spec }) => {
    const weight = values.get(key);
    if (weight === undefined) throw new ModelError('shape-mismatch', `the weight ${key} is missing`);
    return { spec: { name, shape: spec.shape, dtype: 'float32' }, values: weight.values };
  });
  const json = {
    format: 'layers-model',
    generatedBy: 'ConvScope',
    convertedBy: null,
    modelTopology: {
      keras_version: '2.15.0',
      backend: 'tensorflow',
      model_config: forTensorFlowJs(kerasTwoConfig(model.config)),
      ...(model.compile === null ? {} : { training_config: trainingConfigAttribute(model.compile) }),
    },
    weightsManifest: [{ paths: ['weights.bin'], weights: weights.map(({ spec }) => spec) }],
  };
  return {
    'model.json': strToU8(JSON.stringify(json)),
    'weights.bin': bytesOfWeights(weights.map(({ values }) => values)),
  };
}

function refuseUnknown(description: ModelDescription): void {
  const classes = storedLayers(description).map(({ layer }) => layer);
  const unknown = classes.find(({ className }) => notInTensorFlowJs.has(className));
  if (unknown === undefined) return;
  throw new ModelError(
    'unsupported',
    `TensorFlow.js has no layer of the class ${unknown.className} (“${unknown.name}”); write .keras or .h5 instead`,
  );
}

/** Every weight's name in TensorFlow.js: its innermost layer's, whatever models that stands in. */
function placesInTfjs(description: ModelDescription) {
  const places = storedLayers(description)
    .filter(({ layer }) => layer.layers === undefined)
    .flatMap((stored) =>
      stored.layer.weights.map((spec) => ({
        name: `${stored.layer.name}/${nameInTfjs(stored, spec.name)}`,
        key: `${stored.top}/${stored.prefix}${spec.name}`,
        top: stored.top,
        spec,
      })),
    );
  const twice = places.find(({ name }, index) => places.findIndex((place) => place.name === name) < index);
  if (twice === undefined) return places;
  throw new ModelError(
    'unsupported',
    `two models inside it have a layer of the same name (“${twice.name}”), which TensorFlow.js cannot tell apart`,
  );
}

function nameInTfjs({ layer }: StoredLayer, name: string): string {
  return layer.className === 'DepthwiseConv2D' && name === 'kernel' ? 'depthwise_kernel' : name;
}

/** What TensorFlow.js has under another name: one regularizer for all, and dropout of whole maps as a noise shape. */
function forTensorFlowJs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forTensorFlowJs);
  if (typeof value !== 'object' || value === null) return value;
  const { class_name: className, config } = kerasObjectLike.parse(value);
  if ((className === 'L1' || className === 'L2') && config !== undefined) {
    return { class_name: 'L1L2', config: { l1: 0, l2: 0, ...config } };
  }
  if (className === 'SpatialDropout2D' && config !== undefined) {
    return { ...value, class_name: 'Dropout', config: { ...config, noise_shape: [null, 1, 1, null] } };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, forTensorFlowJs(inner)]));
}

const kerasObjectLike = z
  .object({ class_name: z.string().optional(), config: z.record(z.string(), z.unknown()).optional() })
  .catch({});

function bytesOfWeights(weights: readonly Float32Array[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(weights.reduce((sum, { length }) => sum + length * 4, 0)));
  let at = 0;
  for (const values of weights) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return new Uint8Array(view.buffer);
}

const modelJson = z.object({
  modelTopology: z.looseObject({
    model_config: z.unknown().optional(),
    training_config: z.unknown().optional(),
  }),
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string().regex(/^[\w-][\w.-]*$/, 'expected the name of a file beside it')),
      weights: z.array(
        z.object({
          name: z.string(),
          shape: z.array(z.int().min(0)),
          dtype: z.literal('float32', 'expected float32'),
          quantization: z.undefined('expected weights that are not quantized').optional(),
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
    within(`layer “${top}”`, () => {
      const behind = [...saved.keys()].filter((full) => full.endsWith(`/${name}`));
      const found =
        saved.get(key) ?? saved.get(name) ?? (behind.length === 1 ? saved.get(behind[0]!) : undefined);
      if (found === undefined) throw damaged(`its ${spec.name} is missing`);
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
