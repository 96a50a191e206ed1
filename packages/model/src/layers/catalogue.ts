import { conv2DKind, depthwiseConv2DKind, separableConv2DKind } from './convolution.js';
import {
  activationKind,
  activationLayerKind,
  batchNormalizationKind,
  denseKind,
  dropoutKind,
  flattenKind,
  rescalingKind,
  upSampling2DKind,
  zeroPadding2DKind,
} from './core.js';
import type { LayerKind } from './layer-kind.js';
import { concatenateKind, elementwiseKind, subtractKind } from './merging.js';
import { globalPooling2DKind, pooling2DKind } from './pooling.js';

/** Keras's layer classes that we can describe, by `class_name`. */
export const layerKinds: ReadonlyMap<string, LayerKind> = new Map([
  ['Activation', activationKind],
  ['Add', elementwiseKind],
  ['Average', elementwiseKind],
  ['AveragePooling2D', pooling2DKind],
  ['BatchNormalization', batchNormalizationKind],
  ['Concatenate', concatenateKind],
  ['Conv2D', conv2DKind],
  ['Dense', denseKind],
  ['DepthwiseConv2D', depthwiseConv2DKind],
  ['Dropout', dropoutKind],
  ['ELU', activationLayerKind],
  ['Flatten', flattenKind],
  ['GlobalAveragePooling2D', globalPooling2DKind],
  ['GlobalMaxPooling2D', globalPooling2DKind],
  ['LeakyReLU', activationLayerKind],
  ['MaxPooling2D', pooling2DKind],
  ['Maximum', elementwiseKind],
  ['Minimum', elementwiseKind],
  ['Multiply', elementwiseKind],
  ['ReLU', activationLayerKind],
  ['Rescaling', rescalingKind],
  ['SeparableConv2D', separableConv2DKind],
  ['Softmax', activationLayerKind],
  ['SpatialDropout2D', dropoutKind],
  ['Subtract', subtractKind],
  ['UpSampling2D', upSampling2DKind],
  ['ZeroPadding2D', zeroPadding2DKind],
]);
