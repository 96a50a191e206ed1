import type { KerasObject } from '../keras-config.js';
import { convertConfig, mapObjects, type Dialect } from './convert-config.js';
import { commonSettings } from './layer-settings.js';

/** Layers that join several tensors take them as one list, however many. */
const merging = /^(Add|Average|Concatenate|Maximum|Minimum|Multiply|Subtract)$/;

/** A model's configuration as Keras 3 writes it into a `.keras` file, and every Keras 3 reads. @throws ModelError */
export function kerasThreeConfig(config: KerasObject): Record<string, unknown> {
  return convertConfig(config, kerasThree);
}

const kerasThree: Dialect = {
  input: (name, shape) =>
    object('keras.layers', 'InputLayer', { batch_shape: shape, dtype: 'float32', sparse: false, name }),
  layer: (className, common, settings) =>
    object('keras.layers', className, {
      ...commonSettings(className, common),
      dtype: object('keras', 'DTypePolicy', { name: 'float32' }),
      ...mapObjects(settings, object),
    }),
  model: (className, config) => ({
    ...object(className === 'Sequential' ? 'keras' : 'keras.src.models.functional', className, config),
    registered_name: className === 'Sequential' ? null : 'Functional',
  }),
  call: (className, { tensors, arguments: kwargs }) => {
    const inputs = tensors.map(({ layer, node, tensor, shape }) => ({
      class_name: '__keras_tensor__',
      config: { shape, dtype: 'float32', keras_history: [layer, node, tensor] },
    }));
    return { args: merging.test(className) || inputs.length > 1 ? [inputs] : inputs, kwargs };
  },
  ends: (tensors) => {
    const ends = tensors.map(({ layer, node, tensor }) => [layer, node, tensor]);
    return ends.length === 1 ? ends[0] : ends;
  },
};

function object(module: string, className: string, config: Record<string, unknown>) {
  return { module, class_name: className, config, registered_name: null };
}
