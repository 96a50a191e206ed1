import type { KerasLayerConfig, KerasModelConfig } from '../keras-config.js';
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
      layers: [inputLayer(batchShape), ...layers.map((layer) => named(layer, nameOf(layer)))],
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

/** Keras's names: the class in snake case, from the second layer of a class on with a number. */
function layerNames(): (layer: NewLayer) => string {
  const counts = new Map<string, number>();
  return ({ name, className }) => {
    if (name !== undefined) return name;
    const base = snakeCase(className);
    const count = counts.get(base) ?? 0;
    counts.set(base, count + 1);
    return count === 0 ? base : `${base}_${count}`;
  };
}

/** `AveragePooling2D` → `average_pooling2d`: an underscore where a small letter meets a capital one. */
function snakeCase(className: string): string {
  return className.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
}

function float32() {
  return { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' }, registered_name: null };
}
