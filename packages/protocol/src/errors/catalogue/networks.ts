import type { Text } from '@convscope/model';

/** Networks, how they are trained, and looking into them. */
export const networks = {
  'model-unsupported': {
    en: 'This network cannot be read: {reason}.',
    ru: 'Эту сеть не удаётся прочесть: {reason}.',
  },
  'network-input': {
    en: 'This network takes an input of shape {shape}, and ConvScope feeds pictures of a known size, (None, height, width, channels). Give it an Input of that form.',
    ru: 'Эта сеть принимает вход формы {shape}, а ConvScope подаёт изображения известного размера, (None, высота, ширина, каналы). Задайте ей такой Input.',
  },
  'network-inputs': {
    en: 'This network has {inputs} inputs, and ConvScope runs networks with one. Build it with a single Input.',
    ru: 'Число входов у этой сети — {inputs}, а ConvScope вычисляет сети с одним входом. Постройте её с единственным Input.',
  },
  'network-output': {
    en: 'This network gives an output of shape {shape}, and one row of numbers per picture was expected, (None, classes). End it with Flatten or GlobalAveragePooling2D, and Dense.',
    ru: 'Выход этой сети имеет форму {shape}, а ожидалась одна строка чисел на изображение, (None, классы). Завершите её слоем Flatten или GlobalAveragePooling2D и слоем Dense.',
  },
  'network-outputs': {
    en: 'This network has {outputs} outputs, and ConvScope trains and predicts with one. Its layers can be looked at; to train it or to predict, build it with one output.',
    ru: 'Число выходов у этой сети — {outputs}, а ConvScope обучает и предсказывает с одним. Её слои можно рассматривать; чтобы обучать или предсказывать, постройте её с одним выходом.',
  },
  'layer-not-run': {
    en: 'Layer “{layer}” is a {className}. Its summary can be shown, but ConvScope cannot compute with it; these run: {known}.',
    ru: 'Слой «{layer}» — {className}. Сводка по нему есть, но вычислять с ним ConvScope не умеет; умеет с {known}.',
  },
  'layer-setting': {
    en: 'Layer “{layer}” has {setting} = {value}, and ConvScope computes with {expected} only. Change it where the network is built.',
    ru: 'У слоя «{layer}» {setting} = {value}, а ConvScope вычисляет только с {expected}. Измените это там, где строится сеть.',
  },
  'layer-untrainable': {
    en: 'Layer “{layer}” has {setting} = {value}, and ConvScope does not train with one. Set it to None where the network is built.',
    ru: 'У слоя «{layer}» {setting} = {value}, а с ним ConvScope не обучает. Задайте None там, где строится сеть.',
  },
  'loss-one-output': {
    en: 'The loss {loss} compares the outputs of several classes, and this network has one output. Train it with binary_crossentropy, or give its last layer one output for each class.',
    ru: 'Функция потерь {loss} сравнивает выходы нескольких классов, а у этой сети один выход. Обучайте её с binary_crossentropy или дайте последнему слою по выходу на класс.',
  },
  'nothing-to-train': {
    en: 'None of this network’s weights is trainable, so there is nothing to train. Set trainable to True in a layer that has weights.',
    ru: 'Ни один вес этой сети не обучаемый: обучать нечего. Задайте trainable = True слою, у которого есть веса.',
  },
  'callback-monitor': {
    en: '{callback} watches “{monitor}”, which this training does not measure. It measures {available}: name one of these.',
    ru: '{callback} следит за «{monitor}», но в этом обучении такого значения нет. Есть {available}: выберите из них.',
  },
  'callback-mode': {
    en: '{callback} watches “{monitor}”, and its name does not say whether less or more of it is better. Set mode to “min” or “max”.',
    ru: '{callback} следит за «{monitor}», но по имени не видно, что лучше: меньше или больше. Задайте mode: «min» или «max».',
  },
  'callback-schedule': {
    en: 'ReduceLROnPlateau cannot set the learning rate while the schedule {schedule} sets it. Take one of the two.',
    ru: 'ReduceLROnPlateau не может менять скорость обучения, пока её задаёт расписание {schedule}. Выберите что-то одно.',
  },
  'zca-too-large': {
    en: 'ZCA whitening of {size} images takes a matrix of {values} × {values} numbers, more than is computed here: up to {limit} values an image are possible. Take smaller pictures, or leave it out.',
    ru: 'ZCA-отбеливание для изображений {size} требует матрицы {values} × {values}, это слишком много: возможно до {limit} значений на изображение. Уменьшите изображения или откажитесь от него.',
  },
  'model-file-unreadable': {
    en: '{file} cannot be read as a model: {reason}.',
    ru: '{file} не читается как модель: {reason}.',
  },
  'inference-crashed': {
    en: 'The process that computes with the network ended unexpectedly ({reason}). Another engine may do: --engine wasm.',
    ru: 'Процесс, который вычисляет с сетью, неожиданно завершился ({reason}). Попробуйте другой движок: --engine wasm.',
  },
  'no-test-images': {
    en: 'There are no test images to evaluate on. Name a data set that has some: --dataset.',
    ru: 'Нет тестовых изображений, на которых проверить сеть. Укажите набор данных, где они есть: --dataset.',
  },
  'test-index-too-far': {
    en: 'There is no test image {last}: they are numbered 0 to {newest}.',
    ru: 'Тестового изображения {last} нет: они пронумерованы от 0 до {newest}.',
  },
} as const satisfies Record<string, Text>;
