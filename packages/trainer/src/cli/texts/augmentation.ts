import type { Text } from '@convscope/model';

/** What the settings of Keras's `ImageDataGenerator` do, one line each. */
export const augmentationTexts = {
  'option.augmentation.rotationRange': {
    en: 'turn by up to so many degrees',
    ru: 'повернуть не более чем на столько градусов',
  },
  'option.augmentation.widthShiftRange': {
    en: 'shift up or down, as Keras does, by up to this share of the width (1 and more: pixels)',
    ru: 'сдвинуть, как Keras, вверх или вниз не более чем на эту долю ширины (от 1: пикселей)',
  },
  'option.augmentation.heightShiftRange': {
    en: 'shift sideways, as Keras does, by up to this share of the height (1 and more: pixels)',
    ru: 'сдвинуть, как Keras, вбок не более чем на эту долю высоты (от 1: пикселей)',
  },
  'option.augmentation.shearRange': {
    en: 'shear by up to so many degrees',
    ru: 'скосить не более чем на столько градусов',
  },
  'option.augmentation.channelShiftRange': {
    en: 'shift the values of a channel by up to so much (0–1)',
    ru: 'сдвинуть значения канала не более чем на столько (0–1)',
  },
  'option.augmentation.zoomRange': {
    en: 'zoom by up to this share, or from A to B: 0.8-1.2',
    ru: 'изменить масштаб не более чем на эту долю или от A до B: 0.8-1.2',
  },
  'option.augmentation.fillMode': { en: 'what lies beyond the edge: {known}', ru: 'что за краем: {known}' },
  'option.augmentation.cval': { en: 'what “constant” fills with', ru: 'чем заполняет «constant»' },
  'option.augmentation.rescale': {
    en: 'factor on every value, on top of the 1/255 that is always applied',
    ru: 'множитель каждого значения сверх 1/255, который применяется всегда',
  },
  'option.augmentation.zcaEpsilon': { en: 'epsilon of ZCA whitening', ru: 'epsilon для ZCA' },
  'option.augmentation.horizontalFlip': {
    en: 'mirror half of the images',
    ru: 'отразить половину изображений слева направо',
  },
  'option.augmentation.verticalFlip': {
    en: 'turn half of them upside down',
    ru: 'отразить половину сверху вниз',
  },
  'option.augmentation.featurewiseCenter': {
    en: 'subtract the mean of all images',
    ru: 'вычесть среднее всех изображений',
  },
  'option.augmentation.featurewiseStdNormalization': {
    en: 'divide by the deviation of all images',
    ru: 'разделить на отклонение всех изображений',
  },
  'option.augmentation.samplewiseCenter': {
    en: 'subtract each image’s mean',
    ru: 'вычесть среднее каждого изображения',
  },
  'option.augmentation.samplewiseStdNormalization': {
    en: 'divide by each image’s deviation',
    ru: 'разделить на отклонение каждого изображения',
  },
  'option.augmentation.zcaWhitening': { en: 'ZCA whitening', ru: 'ZCA-отбеливание' },
} as const satisfies Record<string, Text>;
