/**
 * Layers as one writes them in Keras, in TypeScript: `conv2d({ filters: 6, kernelSize: 5, padding: 'same' })`.
 * Each makes the configuration that Keras 3 writes for such a layer; `sequential` names it and puts it in its row.
 */

/** A layer that is not in a model yet. Without a `name`, the model gives it Keras's: `conv2d`, `conv2d_1`. */
export interface NewLayer {
  className: string;
  name?: string | undefined;
  /** The layer's own part of the configuration, Keras's names. */
  config: Readonly<Record<string, unknown>>;
}

/** `5` is short for `[5, 5]`: height, width. */
export type Pair = number | readonly [number, number];
export type Padding = 'valid' | 'same';
export type ActivationName = 'linear' | 'relu' | 'sigmoid' | 'softmax' | 'tanh';

interface Named {
  name?: string;
}

/** `filters` windows of `kernelSize` learn a pattern each and slide over all input channels. */
export function conv2d(
  options: Named & {
    filters: number;
    kernelSize: Pair;
    strides?: Pair;
    padding?: Padding;
    activation?: ActivationName;
    useBias?: boolean;
  },
): NewLayer {
  const { name, filters, kernelSize, strides = 1, padding = 'valid', activation = 'linear' } = options;
  return {
    className: 'Conv2D',
    name,
    config: {
      filters,
      kernel_size: both(kernelSize),
      strides: both(strides),
      padding,
      data_format: 'channels_last',
      dilation_rate: [1, 1],
      groups: 1,
      activation,
      use_bias: options.useBias ?? true,
      ...initializers(),
      kernel_regularizer: null,
      bias_regularizer: null,
      activity_regularizer: null,
      kernel_constraint: null,
      bias_constraint: null,
    },
  };
}

type PoolingOptions = Named & { poolSize?: Pair; strides?: Pair; padding?: Padding };

/** The largest number of each window. Without `strides` the windows stand side by side. */
export function maxPooling2D(options: PoolingOptions = {}): NewLayer {
  return pooling2D('MaxPooling2D', options);
}

/** The mean of each window. Without `strides` the windows stand side by side. */
export function averagePooling2D(options: PoolingOptions = {}): NewLayer {
  return pooling2D('AveragePooling2D', options);
}

function pooling2D(
  className: string,
  { name, poolSize = 2, strides, padding = 'valid' }: PoolingOptions,
): NewLayer {
  return {
    className,
    name,
    config: {
      pool_size: both(poolSize),
      padding,
      strides: both(strides ?? poolSize),
      data_format: 'channels_last',
    },
  };
}

/** The largest number of each whole map: what was found, and no longer where. */
export function globalMaxPooling2D({ name }: Named = {}): NewLayer {
  return { className: 'GlobalMaxPooling2D', name, config: { data_format: 'channels_last', keepdims: false } };
}

/** In training, sets a random `rate` of the numbers to 0, so that no unit can rely on another. */
export function dropout({ name, rate }: Named & { rate: number }): NewLayer {
  return { className: 'Dropout', name, config: { rate, seed: null, noise_shape: null } };
}

/** All maps in one row of numbers. */
export function flatten({ name }: Named = {}): NewLayer {
  return { className: 'Flatten', name, config: { data_format: 'channels_last' } };
}

/** `units` sums, each over all inputs. */
export function dense(
  options: Named & { units: number; activation?: ActivationName; useBias?: boolean },
): NewLayer {
  return {
    className: 'Dense',
    name: options.name,
    config: {
      units: options.units,
      activation: options.activation ?? 'linear',
      use_bias: options.useBias ?? true,
      ...initializers(),
      kernel_regularizer: null,
      bias_regularizer: null,
      kernel_constraint: null,
      bias_constraint: null,
      quantization_config: null,
    },
  };
}

/** An activation as a layer of its own. */
export function activation({ name, activation }: Named & { activation: ActivationName }): NewLayer {
  return { className: 'Activation', name, config: { activation } };
}

function both(pair: Pair): readonly [number, number] {
  return typeof pair === 'number' ? [pair, pair] : pair;
}

/** Keras's defaults: kernels by Glorot's uniform distribution, biases 0. */
function initializers() {
  return {
    kernel_initializer: {
      module: 'keras.initializers',
      class_name: 'GlorotUniform',
      config: { seed: null, input_axes: null, output_axes: null },
      registered_name: null,
    },
    bias_initializer: {
      module: 'keras.initializers',
      class_name: 'Zeros',
      config: {},
      registered_name: null,
    },
  };
}
