import type { LayerSummary } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import { elu, leakyRelu, prelu, relu, softmax } from './activation-layers.js';
import { batchNormalization } from './batch-normalization.js';
import { conv2D, depthwiseConv2D, separableConv2D } from './convolution.js';
import { activation, dense, identity } from './dense.js';
import { alphaDropout, dropout, spatialDropout2D } from './dropout.js';
import { add, average, concatenate, maximum, minimum, multiply, subtract } from './merging.js';
import { gaussianDropout, gaussianNoise } from './noise.js';
import { groupNormalization, layerNormalization, normalization, unitNormalization } from './normalization.js';
import { averagePooling2D, globalAveragePooling2D, globalMaxPooling2D, maxPooling2D } from './pooling.js';
import { flatten, permute, repeatVector, reshape } from './reshaping.js';
import { cropping2D, upSampling2D, zeroPadding2D } from './resizing.js';
import { rescaling } from './rescaling.js';
import { wrongSetting, type RunnableKind, type RunnableLayer } from './runnable-layer.js';
import { conv2DTranspose } from './transposed-convolution.js';

/** Keras's layer classes that run, by `class_name`. */
const kinds: ReadonlyMap<string, RunnableKind> = new Map([
  ['Activation', activation],
  ['ActivityRegularization', identity],
  ['Add', add],
  ['AlphaDropout', alphaDropout],
  ['Average', average],
  ['AveragePooling2D', averagePooling2D],
  ['BatchNormalization', batchNormalization],
  ['Concatenate', concatenate],
  ['Conv2D', conv2D],
  ['Conv2DTranspose', conv2DTranspose],
  ['Cropping2D', cropping2D],
  ['Dense', dense],
  ['DepthwiseConv2D', depthwiseConv2D],
  ['Dropout', dropout],
  ['ELU', elu],
  ['Flatten', flatten],
  ['GaussianDropout', gaussianDropout],
  ['GaussianNoise', gaussianNoise],
  ['GlobalAveragePooling2D', globalAveragePooling2D],
  ['GlobalMaxPooling2D', globalMaxPooling2D],
  ['GroupNormalization', groupNormalization],
  ['Identity', identity],
  ['LayerNormalization', layerNormalization],
  ['LeakyReLU', leakyRelu],
  ['MaxPooling2D', maxPooling2D],
  ['Maximum', maximum],
  ['Minimum', minimum],
  ['Multiply', multiply],
  ['Normalization', normalization],
  ['PReLU', prelu],
  ['Permute', permute],
  ['ReLU', relu],
  ['RepeatVector', repeatVector],
  ['Rescaling', rescaling],
  ['Reshape', reshape],
  ['SeparableConv2D', separableConv2D],
  ['Softmax', softmax],
  ['SpatialDropout2D', spatialDropout2D],
  ['Subtract', subtract],
  ['UnitNormalization', unitNormalization],
  ['UpSampling2D', upSampling2D],
  ['ZeroPadding2D', zeroPadding2D],
]);

/**
 * What a layer of a described network does.
 * @throws ConvScopeError `layer-setting` for a setting that does not run, `layer-not-run` for a class
 */
export function runnableLayer(layer: LayerSummary): RunnableLayer {
  const kind = kinds.get(layer.className);
  // Everything here computes on `[batch, height, width, channels]`.
  if (layer.config['data_format'] === 'channels_first')
    throw wrongSetting(layer, 'data_format', 'channels_last');
  if (kind !== undefined) return kind(layer);
  const { name, className } = layer;
  throw new ConvScopeError('layer-not-run', { layer: name, className, known: [...kinds.keys()].join(', ') });
}
