import type { KerasLayerConfig, KerasModelConfig } from '../keras-config.js';
import { layerNames } from './layer-name.js';
import type { NewLayer } from './layers.js';

/**
 * A `Sequential` model of these layers, as the configuration that Keras 3 would write for it.
 * @param inputShape Of one example, without the batch: `[28, 28, 1]`.
 */
export function sequential(
  { name = 'sequential', inputShape }: { name?: string; inputShape: readonly number[] },
  layers: readonly NewLayer[],
): KerasModelConfig {
  const batchShape = [null, ...inputShape];
  const nameOf = layerNames();
  return {
    module: 'keras',
    class_name: 'Sequential',
    config: {
      name,
      trainable: true,
      dtype: float32(),
      layers: [
        inputLayer(batchShape),
        ...layers.map((layer) => named(layer, layer.name ?? nameOf(layer.className))),
      ],
      build_input_shape: batchShape,
    },
    registered_name: null,
  };
}

function inputLayer(batchShape: (number | null)[]): KerasLayerConfig {
  return {
    module: 'keras.layers',
    class_name: 'InputLayer',
    config: {
      batch_shape: batchShape,
      dtype: 'float32',
      sparse: false,
      ragged: false,
      name: 'input_layer',
      optional: false,
    },
    registered_name: null,
  };
}

function named({ className, config }: NewLayer, name: string): KerasLayerConfig {
  return {
    module: 'keras.layers',
    class_name: className,
    config: { name, trainable: true, dtype: float32(), ...config },
    registered_name: null,
  };
}

function float32() {
  return { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' }, registered_name: null };
}
