import type { Text } from '@convscope/model';

/** What is said by the commands that look at a network: summary, evaluate, predict, inspect. */
export const lookingTexts = {
  'about.summary': {
    en: 'print a network’s layers as Keras’s model.summary() does',
    ru: 'показать слои сети, как model.summary() в Keras',
  },
  'about.evaluate': { en: 'loss and metrics on the test set', ru: 'потери и метрики на тестовом наборе' },
  'about.predict': { en: 'what a network says of pictures', ru: 'что сеть говорит о картинках' },
  'about.inspect': {
    en: 'what a layer makes of a picture: its feature maps',
    ru: 'что слой делает из картинки: его карты признаков',
  },
  'argument.trained': {
    en: 'a run (its folder, or the beginning of its name) or a model file (.keras, .h5, model.json)',
    ru: 'запуск (папка или начало имени) или файл модели (.keras, .h5, model.json)',
  },
  'argument.described': {
    en: '{lessons}, a run, a model file, or a Keras script or notebook',
    ru: '{lessons}, запуск, файл модели либо скрипт или блокнот Keras',
  },
  'argument.images': { en: 'PNG or JPEG files', ru: 'файлы PNG или JPEG' },
  'option.otherDataset': {
    en: 'mnist, cifar10, a folder or an .npz file, if not the one that it was trained on',
    ru: 'mnist, cifar10, папка или файл .npz, если не тот, на котором обучали',
  },
  'option.testIndexes': {
    en: 'test images A to B, from 0, both included',
    ru: 'тестовые изображения с A по B, от 0, включительно',
  },
  'option.testIndex': {
    en: 'the test image of this number, from 0',
    ru: 'тестовое изображение с этим номером, от 0',
  },
  'option.image': { en: 'a PNG or JPEG file', ru: 'файл PNG или JPEG' },
  'option.invert': {
    en: 'make dark on light what MNIST has, light on dark',
    ru: 'превратить тёмное на светлом в светлое на тёмном, как в MNIST',
  },
  'option.lookSeed': {
    en: 'of a model file: the seed of its training, which says which pictures of a folder are test images',
    ru: 'для файла модели: начальное число её обучения; от него зависит, какие картинки папки тестовые',
  },
  'option.layer': { en: 'the layer’s name, as summary shows it', ru: 'имя слоя, как в summary' },
  'option.expandNested': { en: 'list the layers of nested models', ru: 'показать слои вложенных моделей' },
  'option.showTrainable': {
    en: 'say of each layer if it trains',
    ru: 'сказать о каждом слое, обучается ли он',
  },
  'engine.looks': { en: 'Engine: {name} {version} · {device}', ru: 'Движок: {name} {version} · {device}' },
  'evaluated.samples': {
    en: '{samples} test images · {logs}',
    ru: 'Тестовых изображений: {samples} · {logs}',
  },
  'file.notFinite': {
    en: 'Mind: the weight {layer}/{weight} holds numbers that are not finite.',
    ru: 'Внимание: в весе {layer}/{weight} есть не конечные числа.',
  },
  'file.compileNotRead': {
    en: 'How the file was compiled is nothing that ConvScope trains with: {reason}.',
    ru: 'Так, как скомпилирован файл, ConvScope не обучает: {reason}.',
  },
  'file.metricNotRead': {
    en: 'The file’s metric “{metric}” is left out.',
    ru: 'Метрика «{metric}» из файла пропущена.',
  },
  'file.optimizerNotRead': {
    en: 'What the optimizer remembered is not taken over: {reason}.',
    ru: 'Память оптимизатора не перенята: {reason}.',
  },
  'error.noNetwork': {
    en: 'there is no run and no model file “{name}”',
    ru: 'нет ни запуска, ни файла модели «{name}»',
  },
  'error.lessonUntrained': {
    en: '“{name}” is a lesson; name a run of it (“convscope runs” lists them) or a model file',
    ru: '«{name}» — это урок; укажите его запуск (их показывает «convscope runs») или файл модели',
  },
  'error.nothingToDescribe': {
    en: 'there is no lesson, no run and no model file “{name}”',
    ru: 'нет ни урока, ни запуска, ни файла модели «{name}»',
  },
  'error.datasetNeededToLook': {
    en: 'which images? Name the data set with --dataset',
    ru: 'на каких изображениях? Укажите набор данных через --dataset',
  },
  'error.imagesOrIndex': {
    en: 'either image files or --test-index, not both',
    ru: 'либо файлы, либо --test-index, но не то и другое',
  },
  'error.noImages': {
    en: 'which pictures? Name image files, or test images with --test-index A-B',
    ru: 'какие картинки? Назовите файлы или тестовые изображения: --test-index A-B',
  },
  'error.imageOrIndex': {
    en: 'either --image or --test-index, not both',
    ru: 'либо --image, либо --test-index, но не то и другое',
  },
  'error.noImage': {
    en: 'which picture? Name a test image with --test-index N, or a file with --image',
    ru: 'какая картинка? Назовите тестовое изображение: --test-index N, или файл: --image',
  },
  'error.noLayer': {
    en: 'the network has no layer “{layer}”; it has {known}',
    ru: 'в сети нет слоя «{layer}»; есть {known}',
  },
} as const satisfies Record<string, Text>;
