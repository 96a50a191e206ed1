import { strToU8 } from 'fflate';
import * as z from 'zod';
import type { ModelDescription } from '../description.js';
import { ModelError } from '../error.js';
import { trainingConfigAttribute } from './compile-config.js';
import { kerasTwoConfig } from './keras-two.js';
import { lackingInTfjs } from './lacking-in-tfjs.js';
import { describeChecked, type SavedModel } from './model-file.js';
import { storedLayers } from './store-weights.js';
import { placesInTfjs } from './tfjs-names.js';
import { clause } from '../problems/clause.js';

/**
 * A model as `loadLayersModel` of TensorFlow.js loads it: `model.json`, and the weights, float32 one after another,
 * as `weights.bin` beside it.
 * @throws ModelError `unsupported` where TensorFlow.js has no such layer
 */
export function writeTfjs(model: SavedModel): { 'model.json': Uint8Array; 'weights.bin': Uint8Array } {
  const description = describeChecked(model);
  refuseUnknown(description);
  const values = new Map(model.weights.map((weight) => [`${weight.layer}/${weight.name}`, weight]));
  const weights = placesInTfjs(description).map(({ name, key, spec }) => {
    const weight = values.get(key);
    if (weight === undefined)
      throw new ModelError('shape-mismatch', clause('weight-not-given', { weight: key }));
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
  for (const { layer } of storedLayers(description)) {
    const className = lackingInTfjs(layer);
    if (className === undefined) continue;
    throw new ModelError('unsupported', clause('not-in-tfjs', { className, name: layer.name }));
  }
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
