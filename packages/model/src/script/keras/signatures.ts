/**
 * What each of Keras 3's layer classes takes, in the order of its constructor: names without a default, and
 * `[name, default]`. `name`, `trainable`, `dtype` and a first layer's `input_shape` are taken by all.
 */
export type Signature = readonly (string | readonly [name: string, otherwise: unknown])[];

/** `kernel_initializer` … of these weights, in Keras's order. */
const weights = (...names: readonly string[]): Signature => [
  ...names.map((name) => [`${name}_initializer`, 'glorot_uniform'] as const),
  ['bias_initializer', 'zeros'],
  ...names.map((name) => [`${name}_regularizer`, null] as const),
  ['bias_regularizer', null],
  ['activity_regularizer', null],
  ...names.map((name) => [`${name}_constraint`, null] as const),
  ['bias_constraint', null],
];
const activation: Signature = [
  ['activation', null],
  ['use_bias', true],
];
const window: Signature = [
  ['strides', 1],
  ['padding', 'valid'],
];
const format: Signature = [['data_format', null]];
const dilation: Signature = [['dilation_rate', 1]];
const seed: Signature = [['seed', null]];

const convolution: Signature = [
  'filters',
  'kernel_size',
  ...window,
  ...format,
  ...dilation,
  ['groups', 1],
  ...activation,
  ...weights('kernel'),
];
const transposed = (...order: Signature): Signature => [
  'filters',
  'kernel_size',
  ...window,
  ...order,
  ...dilation,
  ...activation,
  ...weights('kernel'),
];
const separable: Signature = [
  'filters',
  'kernel_size',
  ...window,
  ...format,
  ...dilation,
  ['depth_multiplier', 1],
  ...activation,
  ...weights('depthwise', 'pointwise'),
];
const depthwise: Signature = [
  'kernel_size',
  ...window,
  ['depth_multiplier', 1],
  ...format,
  ...dilation,
  ...activation,
  ...weights('depthwise'),
];
const pooling: Signature = [['pool_size', 2], ['strides', null], ['padding', 'valid'], ...format];
const globalPooling: Signature = [...format, ['keepdims', false]];
const outputPadding: Signature = [['output_padding', null]];

const scaleAndShift = (first: Signature): Signature => [
  ...first,
  ['center', true],
  ['scale', true],
  ['beta_initializer', 'zeros'],
  ['gamma_initializer', 'ones'],
];
const betaAndGamma: Signature = ['regularizer', 'constraint'].flatMap((what) => [
  [`beta_${what}`, null] as const,
  [`gamma_${what}`, null] as const,
]);

/** Of LSTM, GRU, SimpleRNN and ConvLSTM: `extra` stands where each has its own. */
const recurrent = (gates: boolean, extra: Signature): Signature => [
  'units',
  ['activation', 'tanh'],
  ...(gates ? [['recurrent_activation', 'sigmoid'] as const] : []),
  ['use_bias', true],
  ['kernel_initializer', 'glorot_uniform'],
  ['recurrent_initializer', 'orthogonal'],
  ['bias_initializer', 'zeros'],
  ...extra,
  ...['kernel', 'recurrent', 'bias'].map((name) => [`${name}_regularizer`, null] as const),
  ['activity_regularizer', null],
  ...['kernel', 'recurrent', 'bias'].map((name) => [`${name}_constraint`, null] as const),
  ['dropout', 0],
  ['recurrent_dropout', 0],
  ...(gates ? seed : []),
  ['return_sequences', false],
  ['return_state', false],
  ['go_backwards', false],
  ['stateful', false],
  ['unroll', false],
];
const convLstm: Signature = [
  'filters',
  'kernel_size',
  ...window,
  ...format,
  ...dilation,
  ...recurrent(true, [['unit_forget_bias', true]]).slice(1),
];

const random = (...first: Signature): Signature => [
  ...first,
  ['fill_mode', 'reflect'],
  ['interpolation', 'bilinear'],
  ...seed,
  ['fill_value', 0],
  ...format,
];

export const layerSignatures: Readonly<Record<string, Signature>> = {
  Activation: ['activation'],
  ActivityRegularization: [
    ['l1', 0],
    ['l2', 0],
  ],
  Add: [],
  AlphaDropout: ['rate', ['noise_shape', null], ...seed],
  Average: [],
  AveragePooling1D: pooling,
  AveragePooling2D: pooling,
  AveragePooling3D: pooling,
  BatchNormalization: [
    ...scaleAndShift([
      ['axis', -1],
      ['momentum', 0.99],
      ['epsilon', 0.001],
    ]),
    ['moving_mean_initializer', 'zeros'],
    ['moving_variance_initializer', 'ones'],
    ...betaAndGamma,
    ['renorm', false],
    ['synchronized', false],
  ],
  Bidirectional: ['layer', ['merge_mode', 'concat']],
  CenterCrop: ['height', 'width', ...format],
  Concatenate: [['axis', -1]],
  Conv1D: convolution,
  Conv1DTranspose: transposed(...outputPadding, ...format),
  Conv2D: convolution,
  Conv2DTranspose: transposed(...outputPadding, ...format),
  Conv3D: convolution,
  Conv3DTranspose: transposed(...format, ...outputPadding),
  ConvLSTM1D: convLstm,
  ConvLSTM2D: convLstm,
  ConvLSTM3D: convLstm,
  Cropping1D: [['cropping', [1, 1]]],
  Cropping2D: [
    [
      'cropping',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    ...format,
  ],
  Cropping3D: [['cropping', 1], ...format],
  Dense: ['units', ...activation, ...weights('kernel')],
  DepthwiseConv1D: depthwise,
  DepthwiseConv2D: depthwise,
  Dot: ['axes', ['normalize', false]],
  Dropout: ['rate', ['noise_shape', null], ...seed],
  ELU: [['alpha', 1]],
  Embedding: [
    'input_dim',
    'output_dim',
    ['embeddings_initializer', 'uniform'],
    ['embeddings_regularizer', null],
    ['embeddings_constraint', null],
    ['mask_zero', false],
  ],
  Flatten: format,
  GRU: recurrent(true, []).concat([['reset_after', true]]),
  GaussianDropout: ['rate', ...seed],
  GaussianNoise: ['stddev', ...seed],
  GlobalAveragePooling1D: globalPooling,
  GlobalAveragePooling2D: globalPooling,
  GlobalAveragePooling3D: globalPooling,
  GlobalMaxPooling1D: globalPooling,
  GlobalMaxPooling2D: globalPooling,
  GlobalMaxPooling3D: globalPooling,
  GroupNormalization: [
    ...scaleAndShift([
      ['groups', 32],
      ['axis', -1],
      ['epsilon', 0.001],
    ]),
    ...betaAndGamma,
  ],
  Identity: [],
  LSTM: recurrent(true, [['unit_forget_bias', true]]),
  Lambda: ['function', ['output_shape', null], ['mask', null], ['arguments', null]],
  LayerNormalization: [
    ...scaleAndShift([
      ['axis', -1],
      ['epsilon', 0.001],
    ]),
    ...betaAndGamma,
  ],
  LeakyReLU: [['negative_slope', 0.3]],
  Masking: [['mask_value', 0]],
  MaxPooling1D: pooling,
  MaxPooling2D: pooling,
  MaxPooling3D: pooling,
  Maximum: [],
  Minimum: [],
  Multiply: [],
  Normalization: [
    ['axis', -1],
    ['mean', null],
    ['variance', null],
    ['invert', false],
  ],
  PReLU: [
    ['alpha_initializer', 'zeros'],
    ['alpha_regularizer', null],
    ['alpha_constraint', null],
    ['shared_axes', null],
  ],
  Permute: ['dims'],
  RandomBrightness: ['factor', ['value_range', [0, 255]], ...seed],
  RandomContrast: ['factor', ['value_range', [0, 255]], ...seed],
  RandomCrop: ['height', 'width', ...seed, ...format],
  RandomFlip: [['mode', 'horizontal_and_vertical'], ...seed, ...format],
  RandomRotation: random('factor'),
  RandomTranslation: random('height_factor', 'width_factor'),
  RandomZoom: random('height_factor', ['width_factor', null]),
  ReLU: [
    ['max_value', null],
    ['negative_slope', 0],
    ['threshold', 0],
  ],
  RepeatVector: ['n'],
  Rescaling: ['scale', ['offset', 0]],
  Reshape: ['target_shape'],
  Resizing: ['height', 'width', ['interpolation', 'bilinear'], ['crop_to_aspect_ratio', false]],
  SeparableConv1D: separable,
  SeparableConv2D: separable,
  SimpleRNN: recurrent(false, []),
  Softmax: [['axis', -1]],
  SpatialDropout1D: ['rate', ...seed],
  SpatialDropout2D: ['rate', ...format, ...seed],
  SpatialDropout3D: ['rate', ...format, ...seed],
  Subtract: [],
  TimeDistributed: ['layer'],
  UnitNormalization: [['axis', -1]],
  UpSampling1D: [['size', 2]],
  UpSampling2D: [['size', 2], ...format, ['interpolation', 'nearest']],
  UpSampling3D: [['size', 2], ...format],
  ZeroPadding1D: [['padding', 1]],
  ZeroPadding2D: [['padding', 1], ...format],
  ZeroPadding3D: [['padding', 1], ...format],
};

/** Other names of Keras for the same classes. */
const aliases: Readonly<Record<string, string>> = {
  AtrousConvolution2D: 'Conv2D',
  Deconvolution2D: 'Conv2DTranspose',
  Deconv2D: 'Conv2DTranspose',
  Convolution2DTranspose: 'Conv2DTranspose',
  Convolution3DTranspose: 'Conv3DTranspose',
  Convolution1DTranspose: 'Conv1DTranspose',
  SeparableConvolution1D: 'SeparableConv1D',
  SeparableConvolution2D: 'SeparableConv2D',
  BatchNormalizationV1: 'BatchNormalization',
  BatchNormalizationV2: 'BatchNormalization',
  SyncBatchNormalization: 'BatchNormalization',
  CuDNNLSTM: 'LSTM',
  CuDNNGRU: 'GRU',
};

/** The class that a name of `keras.layers` stands for; `undefined` for one that ConvScope does not know. */
export function layerClass(name: string): string | undefined {
  const own = (found: string) => (Object.hasOwn(layerSignatures, found) ? found : undefined);
  const spelled = name
    .replace(/^Convolution(\dD)$/, 'Conv$1')
    .replace(/^(Global)?(Max|Avg|Average)Pool(\dD)$/, '$1$2Pooling$3')
    .replace(/^(Global)?AvgPooling(\dD)$/, '$1AveragePooling$2');
  return own(Object.hasOwn(aliases, name) ? aliases[name]! : spelled);
}

/** Arguments that every layer takes beside its own. */
export const commonArguments = new Set([
  'name',
  'trainable',
  'dtype',
  'input_shape',
  'batch_input_shape',
  'input_dim',
  'input_length',
  'batch_size',
  'input_dtype',
  'autocast',
  'weights',
  'dynamic',
]);
