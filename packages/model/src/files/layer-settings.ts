/** Settings that several classes share. */
const activations = ['activation', 'use_bias'];
const windows = ['strides', 'padding', 'data_format', 'dilation_rate'];
const of = (part: string) => [`${part}_initializer`, `${part}_regularizer`, `${part}_constraint`];

/**
 * The settings of each layer class that ConvScope knows, by Keras 3's names. Keras refuses a file with any other:
 * Keras 3 those of Keras 2 (`groups` of a DepthwiseConv2D), an older Keras 3 those of a newer one.
 */
const settings: Readonly<Record<string, readonly string[]>> = {
  Activation: ['activation'],
  ActivityRegularization: ['l1', 'l2'],
  AlphaDropout: ['rate', 'noise_shape', 'seed'],
  AveragePooling2D: ['pool_size', 'strides', 'padding', 'data_format'],
  BatchNormalization: [
    ...['axis', 'momentum', 'epsilon', 'center', 'scale'],
    ...['moving_mean_initializer', 'moving_variance_initializer'],
    ...[...of('beta'), ...of('gamma')],
  ],
  Concatenate: ['axis'],
  Conv2D: [
    ...['filters', 'kernel_size', ...windows, 'groups', ...activations],
    ...[...of('kernel'), ...of('bias'), 'activity_regularizer'],
  ],
  Conv2DTranspose: [
    ...['filters', 'kernel_size', ...windows, 'output_padding', ...activations],
    ...[...of('kernel'), ...of('bias'), 'activity_regularizer'],
  ],
  Cropping2D: ['cropping', 'data_format'],
  Dense: ['units', ...activations, ...of('kernel'), ...of('bias'), 'activity_regularizer'],
  DepthwiseConv2D: [
    ...['kernel_size', ...windows, 'depth_multiplier', ...activations],
    ...[...of('depthwise'), ...of('bias'), 'activity_regularizer'],
  ],
  Dropout: ['rate', 'noise_shape', 'seed'],
  ELU: ['alpha'],
  Flatten: ['data_format'],
  GaussianDropout: ['rate', 'seed'],
  GaussianNoise: ['stddev', 'seed'],
  GlobalAveragePooling2D: ['data_format', 'keepdims'],
  GlobalMaxPooling2D: ['data_format', 'keepdims'],
  GroupNormalization: ['groups', 'axis', 'epsilon', 'center', 'scale', ...of('beta'), ...of('gamma')],
  LayerNormalization: ['axis', 'epsilon', 'center', 'scale', ...of('beta'), ...of('gamma')],
  LeakyReLU: ['negative_slope'],
  MaxPooling2D: ['pool_size', 'strides', 'padding', 'data_format'],
  Normalization: ['axis', 'invert', 'mean', 'variance'],
  PReLU: [...of('alpha'), 'shared_axes'],
  Permute: ['dims'],
  ReLU: ['max_value', 'negative_slope', 'threshold'],
  RepeatVector: ['n'],
  Rescaling: ['scale', 'offset'],
  Reshape: ['target_shape'],
  SeparableConv2D: [
    ...['filters', 'kernel_size', ...windows, 'depth_multiplier', ...activations],
    ...[...of('depthwise'), ...of('pointwise'), ...of('bias'), 'activity_regularizer'],
  ],
  Softmax: ['axis'],
  SpatialDropout2D: ['rate', 'seed'],
  UnitNormalization: ['axis'],
  UpSampling2D: ['size', 'data_format', 'interpolation'],
  ZeroPadding2D: ['padding', 'data_format'],
};

/** A layer's own settings, in this order, by Keras 3's names, and nothing else that its configuration holds. */
export function layerSettings(
  className: string,
  config: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  // Keras 2 called the slope of a LeakyReLU `alpha`.
  const all = className === 'LeakyReLU' ? { negative_slope: config['alpha'], ...config } : config;
  return Object.fromEntries(
    (settings[className] ?? []).filter((name) => all[name] !== undefined).map((name) => [name, all[name]]),
  );
}

/** What every layer has. Keras 3's SpatialDropout2D, which has nothing to train, refuses `trainable`. */
export function commonSettings(
  className: string,
  { name, trainable }: { name: string; trainable: boolean },
): Record<string, unknown> {
  return className === 'SpatialDropout2D' ? { name } : { name, trainable };
}
