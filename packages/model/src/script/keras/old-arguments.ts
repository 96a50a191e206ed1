import { integer, string, tuple, type Given, type Value } from '../values.js';

/** Keras 1's names (2016) and their successors. */
const renamed: Readonly<Record<string, string>> = {
  nb_filter: 'filters',
  border_mode: 'padding',
  subsample: 'strides',
  subsample_length: 'strides',
  stride: 'strides',
  bias: 'use_bias',
  init: 'kernel_initializer',
  W_regularizer: 'kernel_regularizer',
  b_regularizer: 'bias_regularizer',
  W_constraint: 'kernel_constraint',
  b_constraint: 'bias_constraint',
  filter_length: 'kernel_size',
  pool_length: 'pool_size',
  gamma_init: 'gamma_initializer',
  beta_init: 'beta_initializer',
  inner_activation: 'recurrent_activation',
  atrous_rate: 'dilation_rate',
};
const renamedIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Dense: { output_dim: 'units' },
  LSTM: { output_dim: 'units' },
  GRU: { output_dim: 'units' },
  SimpleRNN: { output_dim: 'units' },
  Dropout: { p: 'rate' },
  SpatialDropout2D: { p: 'rate' },
  GaussianNoise: { sigma: 'stddev' },
  GaussianDropout: { p: 'rate' },
  LeakyReLU: { alpha: 'negative_slope' },
  Concatenate: { concat_axis: 'axis' },
};
/** Arguments that say nothing any more. */
const gone = new Set(['mode', 'implementation', 'fused', 'virtual_batch_size', 'adjustment', 'consume_less']);

/** What a layer of 2016–2019 is given, by today's names; `isOld` where only an old Keras would take it. */
export function modernArguments(
  className: string,
  given: Given,
  written: string,
): { given: Given; isOld: boolean } {
  const keywords = new Map<string, Value>();
  let isOld = false;
  for (const [name, value] of given.keywords) {
    const today = renamedIn[className]?.[name] ?? renamed[name];
    if (today !== undefined) isOld = true;
    if (name === 'dim_ordering') {
      isOld = true;
      const order =
        value.kind === 'string' ? { th: 'channels_first', tf: 'channels_last' }[value.value] : undefined;
      if (order !== undefined) keywords.set('data_format', string(order));
    } else if (name === 'nb_row' || name === 'nb_col') {
      isOld = true;
      const [rows, columns] = ['nb_row', 'nb_col'].map((side) => given.keywords.get(side));
      if (rows && columns) keywords.set('kernel_size', tuple([rows, columns]));
    } else if (!gone.has(name)) keywords.set(today ?? name, value);
  }
  const positional = [...given.positional];
  // Keras 1's Convolution2D(filters, rows, columns).
  if (
    /Conv\dD(Transpose)?$/.test(className) &&
    positional.slice(0, 3).length === 3 &&
    positional.slice(0, 3).every((value) => value.kind === 'integer') &&
    (isOld || written.startsWith('Convolution'))
  ) {
    isOld = true;
    const size = className.includes('3D') ? 3 : className.includes('2D') ? 2 : 1;
    if (size > 1) positional.splice(1, size, tuple(positional.slice(1, 1 + size)));
  }
  return { given: { ...given, positional, keywords }, isOld };
}

/** As an old Keras and today's take a size of which Python made a `float`: not at all, unless it is whole. */
export const wholeNumber = (value: Value): Value =>
  value.kind === 'float' && Number.isInteger(value.value) ? integer(value.value) : value;
