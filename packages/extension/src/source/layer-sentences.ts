import type { Text } from '@convscope/model';

/** What a layer of a class does, in one sentence; `undefined` for a class that is not Keras's. */
export function layerSentence(className: string): Text | undefined {
  return sentences[className] ?? sentences[className.replace(/\dD/, '')];
}

/** By Keras's class; those that differ only in their number of sides stand here once, without it. */
const sentences: Readonly<Record<string, Text | undefined>> = {
  InputLayer: {
    en: 'What the network is given.',
    ru: 'То, что сеть получает на вход.',
  },
  Conv: {
    en: 'Each filter moves a small window over its whole input and writes one map of where it finds its pattern.',
    ru: 'Каждый фильтр проводит небольшое окно по всему входу и строит карту мест, где нашёл свой узор.',
  },
  ConvTranspose: {
    en: 'A convolution turned round: every input value spreads a window of values, so that maps grow.',
    ru: 'Свёртка наоборот: каждое значение входа раскладывается в окно значений, и карты растут.',
  },
  DepthwiseConv: {
    en: 'Filters each channel by itself: the channels are not mixed.',
    ru: 'Фильтрует каждый канал отдельно, не смешивая каналы.',
  },
  SeparableConv: {
    en: 'Filters each channel by itself, then mixes the channels with a 1×1 convolution: far fewer weights.',
    ru: 'Сначала фильтрует каждый канал отдельно, затем смешивает каналы свёрткой 1×1: весов намного меньше.',
  },
  ConvLSTM: {
    en: 'An LSTM whose steps are maps: it looks at each with convolutions and remembers what came before.',
    ru: 'LSTM, шаги которого — карты: смотрит на каждую свёртками и помнит предыдущие.',
  },
  MaxPooling: {
    en: 'Keeps the largest value of each window: the signal stays, its exact place does not.',
    ru: 'Оставляет наибольшее значение каждого окна: сигнал сохраняется, точное место — нет.',
  },
  AveragePooling: {
    en: 'Replaces each window by its mean: maps become smaller and smoother.',
    ru: 'Заменяет каждое окно его средним: карты становятся меньше и глаже.',
  },
  GlobalMaxPooling: {
    en: 'Keeps one value of each map, the largest: whether the pattern is anywhere.',
    ru: 'Оставляет от каждой карты одно значение, наибольшее: есть ли узор хоть где-нибудь.',
  },
  GlobalAveragePooling: {
    en: 'Keeps one value of each map, its mean: how much of the pattern there is.',
    ru: 'Оставляет от каждой карты одно значение, среднее: насколько узор представлен.',
  },
  Dense: {
    en: 'Each unit weighs all values of its input: this is where the network decides.',
    ru: 'Каждый нейрон взвешивает все значения входа: здесь сеть принимает решение.',
  },
  Flatten: {
    en: 'Lays all values of the maps in one row, for the dense layers after it.',
    ru: 'Выстраивает все значения карт в один ряд для полносвязных слоёв.',
  },
  Reshape: {
    en: 'Arranges the same values in another shape.',
    ru: 'Раскладывает те же значения в другой форме.',
  },
  Permute: { en: 'Swaps the axes of its input.', ru: 'Меняет местами оси входа.' },
  RepeatVector: {
    en: 'Repeats its input as many steps of a sequence.',
    ru: 'Повторяет вход как несколько шагов последовательности.',
  },
  Activation: {
    en: 'Applies a function to each value: without one, layers in a row would be one linear layer.',
    ru: 'Применяет функцию к каждому значению: без неё слои подряд были бы одним линейным слоем.',
  },
  ReLU: {
    en: 'Lets positive values through and makes the others 0.',
    ru: 'Пропускает положительные значения, остальные обращает в 0.',
  },
  LeakyReLU: {
    en: 'Lets positive values through and a small share of negative ones.',
    ru: 'Пропускает положительные значения и малую долю отрицательных.',
  },
  PReLU: {
    en: 'Lets positive values through and a learned share of negative ones.',
    ru: 'Пропускает положительные значения и обучаемую долю отрицательных.',
  },
  ELU: {
    en: 'Lets positive values through and bends negative ones smoothly towards a limit.',
    ru: 'Пропускает положительные значения, а отрицательные плавно прижимает к пределу.',
  },
  Softmax: {
    en: 'Makes shares that add up to 1: how sure the network is of each class.',
    ru: 'Даёт доли с суммой 1: насколько сеть уверена в каждом классе.',
  },
  Dropout: {
    en: 'Drops random values while training, so that the network relies on no single one.',
    ru: 'При обучении выбрасывает случайные значения, чтобы сеть не полагалась на какое-то одно.',
  },
  AlphaDropout: {
    en: 'A dropout that keeps mean and variance, for networks with SELU.',
    ru: 'Dropout, сохраняющий среднее и дисперсию, для сетей с SELU.',
  },
  SpatialDropout: {
    en: 'Drops whole maps while training.',
    ru: 'При обучении выбрасывает карты целиком.',
  },
  GaussianDropout: {
    en: 'Multiplies by random noise around 1 while training.',
    ru: 'При обучении умножает на случайный шум около 1.',
  },
  GaussianNoise: { en: 'Adds random noise while training.', ru: 'При обучении добавляет случайный шум.' },
  BatchNormalization: {
    en: 'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it: training goes faster.',
    ru: 'Приводит каждый канал к среднему 0 и дисперсии 1 по пакету, затем масштабирует и сдвигает: обучение идёт быстрее.',
  },
  LayerNormalization: {
    en: 'Brings the values of each image to mean 0 and variance 1, whatever else is in the batch.',
    ru: 'Приводит значения каждого изображения к среднему 0 и дисперсии 1 независимо от пакета.',
  },
  GroupNormalization: {
    en: 'Brings groups of channels of each image to mean 0 and variance 1.',
    ru: 'Приводит группы каналов каждого изображения к среднему 0 и дисперсии 1.',
  },
  UnitNormalization: {
    en: 'Scales its input to length 1.',
    ru: 'Приводит вход к длине 1.',
  },
  Normalization: {
    en: 'Brings its input to mean 0 and variance 1, by what was measured before training.',
    ru: 'Приводит вход к среднему 0 и дисперсии 1 по измеренному до обучения.',
  },
  Rescaling: { en: 'Multiplies its input and adds to it.', ru: 'Умножает вход и прибавляет к нему.' },
  Resizing: { en: 'Resizes pictures.', ru: 'Меняет размер изображений.' },
  CenterCrop: { en: 'Cuts out the middle of pictures.', ru: 'Вырезает середину изображений.' },
  RandomCrop: {
    en: 'Cuts out a random part while training.',
    ru: 'При обучении вырезает случайную часть.',
  },
  RandomFlip: {
    en: 'Mirrors pictures at random while training.',
    ru: 'При обучении случайно отражает изображения.',
  },
  RandomRotation: {
    en: 'Turns pictures by random angles while training.',
    ru: 'При обучении поворачивает изображения на случайные углы.',
  },
  RandomTranslation: {
    en: 'Shifts pictures at random while training.',
    ru: 'При обучении случайно сдвигает изображения.',
  },
  RandomZoom: {
    en: 'Zooms pictures at random while training.',
    ru: 'При обучении случайно меняет масштаб изображений.',
  },
  RandomContrast: {
    en: 'Changes the contrast at random while training.',
    ru: 'При обучении случайно меняет контраст.',
  },
  RandomBrightness: {
    en: 'Changes the brightness at random while training.',
    ru: 'При обучении случайно меняет яркость.',
  },
  ZeroPadding: { en: 'Puts zeros around the maps.', ru: 'Окружает карты нулями.' },
  Cropping: { en: 'Cuts off the edges of the maps.', ru: 'Обрезает края карт.' },
  UpSampling: {
    en: 'Repeats or interpolates values, so that maps grow.',
    ru: 'Повторяет или интерполирует значения, и карты растут.',
  },
  Add: {
    en: 'Adds its inputs: a path on which the gradient skips the layers between.',
    ru: 'Складывает входы: путь, на котором градиент минует слои между ними.',
  },
  Subtract: { en: 'Subtracts its second input from the first.', ru: 'Вычитает второй вход из первого.' },
  Multiply: { en: 'Multiplies its inputs value by value.', ru: 'Перемножает входы поэлементно.' },
  Average: { en: 'The mean of its inputs.', ru: 'Среднее входов.' },
  Maximum: { en: 'The largest of its inputs, value by value.', ru: 'Наибольший из входов, поэлементно.' },
  Minimum: { en: 'The smallest of its inputs, value by value.', ru: 'Наименьший из входов, поэлементно.' },
  Concatenate: {
    en: 'Puts its inputs beside each other: what follows sees all of their channels.',
    ru: 'Ставит входы рядом: следующий слой видит все их каналы.',
  },
  Dot: { en: 'The scalar product of its inputs.', ru: 'Скалярное произведение входов.' },
  Embedding: {
    en: 'Gives each number of its input a vector that is learned.',
    ru: 'Сопоставляет каждому числу входа обучаемый вектор.',
  },
  SimpleRNN: {
    en: 'Reads a sequence step by step and passes its output on to the next step.',
    ru: 'Читает последовательность шаг за шагом и передаёт свой выход следующему шагу.',
  },
  LSTM: {
    en: 'Reads a sequence step by step; gates decide what it remembers and forgets.',
    ru: 'Читает последовательность шаг за шагом; вентили решают, что помнить и что забыть.',
  },
  GRU: {
    en: 'Reads a sequence step by step, with fewer gates than an LSTM.',
    ru: 'Читает последовательность шаг за шагом, вентилей меньше, чем у LSTM.',
  },
  TimeDistributed: {
    en: 'The same layer on every step of a sequence.',
    ru: 'Один и тот же слой на каждом шаге последовательности.',
  },
  Bidirectional: {
    en: 'Reads a sequence forwards and backwards.',
    ru: 'Читает последовательность вперёд и назад.',
  },
  Masking: {
    en: 'Marks steps of a sequence to be skipped.',
    ru: 'Отмечает шаги последовательности, которые надо пропустить.',
  },
  Identity: { en: 'Gives what it is given.', ru: 'Отдаёт то, что получает.' },
  ActivityRegularization: {
    en: 'Changes nothing, and adds to the loss how large its values are.',
    ru: 'Ничего не меняет, но добавляет к потерям величину своих значений.',
  },
  Sequential: { en: 'A model that stands in the place of a layer.', ru: 'Модель на месте слоя.' },
  Functional: { en: 'A model that stands in the place of a layer.', ru: 'Модель на месте слоя.' },
};
