import {
  convolutionKind,
  depthwiseConvolutionKind,
  separableConvolutionKind,
  transposedConvolutionKind,
} from './convolution.js';
import {
  activationKind,
  activationLayerKind,
  batchNormalizationKind,
  denseKind,
  dropoutKind,
  flattenKind,
  rescalingKind,
} from './core.js';
import type { NumSides } from './fields.js';
import type { LayerKind } from './layer-kind.js';
import { concatenateKind, dotKind, elementwiseKind, subtractKind } from './merging.js';
import {
  embeddingKind,
  groupNormalizationKind,
  layerNormalizationKind,
  normalizationKind,
  preluKind,
} from './normalization.js';
import { globalPoolingKind, poolingKind } from './pooling.js';
import { convLstmKind, recurrentKind } from './recurrent.js';
import { permuteKind, repeatVectorKind, reshapeKind } from './reshaping.js';
import { croppingKind, fixedSizeKind, upSamplingKind, zeroPaddingKind } from './resizing.js';

/** `Conv1D`, `Conv2D`, …: a class for each number of sides. */
function ofSides<Sides extends NumSides>(
  name: string,
  kind: (numSides: Sides) => LayerKind,
  sides: readonly Sides[],
): [string, LayerKind][] {
  return sides.map((numSides) => [name.replace('?', String(numSides)), kind(numSides)]);
}
const all = [1, 2, 3] as const;

/** Keras's layer classes that we can describe, by `class_name`. */
export const layerKinds: ReadonlyMap<string, LayerKind> = new Map([
  ['Activation', activationKind],
  ['ActivityRegularization', activationLayerKind],
  ['Add', elementwiseKind],
  ['AlphaDropout', dropoutKind],
  ['Average', elementwiseKind],
  ...ofSides('AveragePooling?D', poolingKind, all),
  ['BatchNormalization', batchNormalizationKind],
  ['CenterCrop', fixedSizeKind],
  ['Concatenate', concatenateKind],
  ...ofSides('Conv?D', convolutionKind, all),
  ...ofSides('Conv?DTranspose', transposedConvolutionKind, all),
  ...ofSides('ConvLSTM?D', convLstmKind, all),
  ...ofSides('Cropping?D', croppingKind, all),
  ['Dense', denseKind],
  ...ofSides('DepthwiseConv?D', depthwiseConvolutionKind, [1, 2]),
  ['Dot', dotKind],
  ['Dropout', dropoutKind],
  ['ELU', activationLayerKind],
  ['Embedding', embeddingKind],
  ['Flatten', flattenKind],
  ['GRU', recurrentKind(3)],
  ['GaussianDropout', dropoutKind],
  ['GaussianNoise', activationLayerKind],
  ...ofSides('GlobalAveragePooling?D', globalPoolingKind, all),
  ...ofSides('GlobalMaxPooling?D', globalPoolingKind, all),
  ['GroupNormalization', groupNormalizationKind],
  ['Identity', activationLayerKind],
  ['LSTM', recurrentKind(4)],
  ['LayerNormalization', layerNormalizationKind],
  ['LeakyReLU', activationLayerKind],
  ['Masking', activationLayerKind],
  ...ofSides('MaxPooling?D', poolingKind, all),
  ['Maximum', elementwiseKind],
  ['Minimum', elementwiseKind],
  ['Multiply', elementwiseKind],
  ['Normalization', normalizationKind],
  ['PReLU', preluKind],
  ['Permute', permuteKind],
  ['RandomBrightness', activationLayerKind],
  ['RandomContrast', activationLayerKind],
  ['RandomCrop', fixedSizeKind],
  ['RandomFlip', activationLayerKind],
  ['RandomRotation', activationLayerKind],
  ['RandomTranslation', activationLayerKind],
  ['RandomZoom', activationLayerKind],
  ['ReLU', activationLayerKind],
  ['RepeatVector', repeatVectorKind],
  ['Rescaling', rescalingKind],
  ['Reshape', reshapeKind],
  ['Resizing', fixedSizeKind],
  ...ofSides('SeparableConv?D', separableConvolutionKind, [1, 2]),
  ['SimpleRNN', recurrentKind(1)],
  ['Softmax', activationLayerKind],
  ...ofSides('SpatialDropout?D', () => dropoutKind, all),
  ['Subtract', subtractKind],
  ['UnitNormalization', activationLayerKind],
  ...ofSides('UpSampling?D', upSamplingKind, all),
  ...ofSides('ZeroPadding?D', zeroPaddingKind, all),
] satisfies [string, LayerKind][]);
