import type { LayerSummary } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import { elu, leakyRelu, relu, softmax } from './activation-layers.js';
import { batchNormalization } from './batch-normalization.js';
import { conv2D, depthwiseConv2D, separableConv2D } from './convolution.js';
import { activation, dense, flatten } from './dense.js';
import { dropout, spatialDropout2D } from './dropout.js';
import { add, average, concatenate, maximum, minimum, multiply, subtract } from './merging.js';
import { averagePooling2D, globalAveragePooling2D, globalMaxPooling2D, maxPooling2D } from './pooling.js';
import { upSampling2D, zeroPadding2D } from './resizing.js';
import { rescaling } from './rescaling.js';
import { wrongSetting, type RunnableKind, type RunnableLayer } from './runnable-layer.js';

/** Keras's layer classes that run, by `class_name`. */
const kinds: ReadonlyMap<string, RunnableKind> = new Map([
  ['Activation', activation],
  ['Add', add],
  ['Average', average],
  ['AveragePooling2D', averagePooling2D],
  ['BatchNormalization', batchNormalization],
  ['Concatenate', concatenate],
  ['Conv2D', conv2D],
  ['Dense', dense],
  ['DepthwiseConv2D', depthwiseConv2D],
  ['Dropout', dropout],
  ['ELU', elu],
  ['Flatten', flatten],
  ['GlobalAveragePooling2D', globalAveragePooling2D],
  ['GlobalMaxPooling2D', globalMaxPooling2D],
  ['LeakyReLU', leakyRelu],
  ['MaxPooling2D', maxPooling2D],
  ['Maximum', maximum],
  ['Minimum', minimum],
  ['Multiply', multiply],
  ['ReLU', relu],
  ['Rescaling', rescaling],
  ['SeparableConv2D', separableConv2D],
  ['Softmax', softmax],
  ['SpatialDropout2D', spatialDropout2D],
  ['Subtract', subtract],
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
