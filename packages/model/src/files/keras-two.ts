import type { KerasObject } from '../keras-config.js';
import { convertConfig, mapObjects, type Dialect } from './convert-config.js';
import { commonSettings } from './layer-settings.js';

/**
 * A model's configuration in Keras 2's form, which Keras 2, Keras 3 (of an `.h5` file) and TensorFlow.js all read.
 * @throws ModelError
 */
export function kerasTwoConfig(config: KerasObject): Record<string, unknown> {
  return convertConfig(config, kerasTwo);
}

const kerasTwo: Dialect = {
  input: (name, shape) =>
    object('InputLayer', { batch_input_shape: shape, dtype: 'float32', sparse: false, ragged: false, name }),
  layer: (className, common, settings) =>
    object(className, {
      ...commonSettings(className, common),
      dtype: 'float32',
      ...mapObjects(olderNames(className, settings), (_module, inner, config) => object(inner, config)),
    }),
  model: (className, config) => object(className, config),
  call: (_className, { tensors, arguments: kwargs }) =>
    tensors.map(({ layer, node, tensor }, index) => [layer, node, tensor, index === 0 ? kwargs : {}]),
  ends: (tensors) => tensors.map(({ layer, node, tensor }) => [layer, node, tensor]),
};

/** Keras 2 and TensorFlow.js call the slope of a LeakyReLU `alpha`, and Keras 3 still reads that. */
function olderNames(className: string, settings: Record<string, unknown>): Record<string, unknown> {
  if (className !== 'LeakyReLU') return settings;
  const { negative_slope: alpha, ...rest } = settings;
  return { alpha, ...rest };
}

function object(className: string, config: Record<string, unknown>) {
  return { class_name: className, config };
}
