import { pluralFor } from './plural.js';
import type { Texts } from './texts.js';

const plural = pluralFor('ru');

/** The panel's words in Russian. */
export const ru: Texts = {
  // Header
  starting: 'запускается',
  asking: 'ещё ничего не обучено',
  preparing: 'подготовка',
  running: 'обучается',
  evaluating: 'оценивается',
  stopping: 'остановится после этого пакета…',
  finished: 'обучено',
  stopped: 'остановлено',
  failed: 'ошибка',
  onThisComputer: 'на этом компьютере',
  threads: (count, shown) =>
    `${shown} ${plural(count, { one: 'поток', few: 'потока', many: 'потоков', other: 'потока' })}`,
  stop: 'Стоп',
  stopHint: 'Закончить этот пакет, сохранить веса и завершить',
  epochOf: 'эпоха',
  batchOf: 'пакет',
  imagesOf: (seen, total) => `${seen} из ${total} изображений`,
  speed: (rate) => `${rate} изобр./с`,
  timeLeft: (duration) => `осталось ${duration}`,
  learningRate: 'скорость обучения',
  testAccuracy: 'точность на тесте',
  testLoss: 'потери на тесте',
  accuracyNow: 'точность',
  took: (duration) => `за ${duration}`,
  seconds: (shown) => `${shown} с`,
  minutes: (minutes, seconds) => `${minutes} мин ${seconds} с`,
  hours: (hours, minutes) => `${hours} ч ${minutes} мин`,

  // Time rail
  timeMachine: 'Момент обучения',
  showing: 'Показано:',
  lookingBack: 'Взгляд назад:',
  epochAt: (at) => `эпоха ${at}`,
  momentText: (at, batch) => `эпоха ${at}, после пакета ${batch}`,
  live: 'Сейчас',
  backToLive: 'К текущему',
  backToEnd: 'К концу',
  moments: (count, shown) =>
    `${shown} ${plural(count, { one: 'момент', few: 'момента', many: 'моментов', other: 'момента' })}`,
  waiting: 'Ожидание',

  // Curves
  curves: 'Кривые',
  loss: 'потери',
  accuracy: 'точность',
  train: 'обучение',
  validation: 'проверка',
  logScale: 'лог.',
  curvesTable: 'Кривые в числах: сглаженные потери и точность на обучении и проверка',
  notYet: '–',

  // Network
  network: 'Сеть, от входа до ответа',
  input: 'вход',
  pixels: 'пиксели',
  stride: (steps) => `шаг ${steps}`,
  params: (_count, shown) => `${shown} парам.`,
  shareOf: (share) => `${share} всех параметров`,

  // Tabs
  views: 'Виды',
  tabFilters: 'Фильтры',
  tabWeights: 'Веса',
  tabPurpose: 'Что он делает',
  wholeRun: 'Вся сеть',
  tabSummary: 'Сводка',

  // Filters
  mode: 'Показанные значения',
  weightsMode: 'Веса',
  changeMode: 'Изменение с начала',
  filtersOfInput: (count, filters) => `${filters} ${filterForm(count)} на входе`,
  filtersOfMaps: (count, filters, maps) => `${filters} ${filterForm(count)} × карты: ${maps}`,
  kernelsAsNorms: (filters, maps, kernels) =>
    `фильтры: ${filters} × карты: ${maps} = ядра: ${kernels}; клетка — норма ядра`,
  map: (index) => `карта ${index}`,
  norm: 'норма',
  filter: (index) => `Фильтр ${index}`,
  filterOnMap: (filter, map) => `Фильтр ${filter}, карта входа ${map}`,
  kernelsOfFilter: (count, filter, kernels) =>
    `Фильтр ${filter}: ${kernels} ${plural(count, { one: 'ядро', few: 'ядра', many: 'ядер', other: 'ядра' })}`,
  normOfKernel: 'норма этого ядра',
  normOfFilter: 'норма этого фильтра',
  changeSinceStart: 'изменение с начала',
  bias: 'смещение',
  keysHint: 'стрелки выбирают другое',
  matrixLabel: (layer) => `Фильтры слоя ${layer}. Стрелки выбирают ядро.`,
  kernelSpoken: (name, norm, bias) => `${name}: норма ${norm}, смещение ${bias}`,
  kernelTable: 'Выбранное ядро в числах',
  weightsAt: (at) => `веса эпохи ${at}`,
  loadingWeights: 'Читаются веса этого момента…',
  noWeights: 'Это обучение закончилось раньше, чем сохранились первые веса.',
  noSnapshot: 'Первые веса появятся, когда начнётся обучение.',

  // Dense layers
  unitsByInputs: (units, inputs) => `нейроны: ${units}, по строке на каждый; входы: ${inputs}, по столбцу`,
  unitsAsNorms: (units, inputs) => `нейроны: ${units}, по столбику на каждый: норма его весов (${inputs})`,
  unit: (index) => `Нейрон ${index}`,
  unitLabel: (layer) => `Веса слоя ${layer}. Стрелки выбирают нейрон.`,
  unitSpoken: (unit, norm, bias) => `${unit}: норма ${norm}, смещение ${bias}`,
  normOfUnit: 'норма его весов',
  largestWeight: 'наибольший вес',
  smallestWeight: 'наименьший вес',

  // What a layer without weights does
  about: {
    InputLayer: 'То, что получает сеть: пиксели изображения, каждый из них — число.',
    AveragePooling2D:
      'Каждое окно заменяется своим средним. Точное место и слабые детали отбрасываются, и чуть сдвинутая цифра дальше выглядит почти так же. Здесь ничего не обучается.',
    MaxPooling2D:
      'Из каждого окна дальше идёт только самый сильный сигнал. Сети становится неважно, где именно был признак, важно, что он был. Здесь ничего не обучается.',
    GlobalAveragePooling2D:
      'Каждая карта целиком становится одним числом, своим средним: сколько этого признака в изображении. Здесь ничего не обучается.',
    GlobalMaxPooling2D:
      'Каждая карта целиком становится одним числом, самым сильным сигналом: есть ли этот признак хоть где-то? Здесь ничего не обучается.',
    Flatten:
      'Выкладывает все карты в один длинный ряд чисел: полносвязные слои за ним читают ряды. Здесь ничего не вычисляется и не обучается.',
    Dropout:
      'При обучении заглушает случайную часть сигналов, чтобы ни один признак не полагался на единственный другой. Когда сетью пользуются, пропускает всё. Здесь ничего не обучается.',
    Activation:
      'Изгибает каждое число по заданной кривой. Без неё несколько слоёв подряд умели бы не больше одного. Здесь ничего не обучается.',
    other: 'У этого слоя нет весов: здесь ничего не обучается.',
  },
  windowArithmetic: (window, stride, from, to) =>
    `Окно ${window}, шаг ${stride}: ${from} превращается в ${to}.`,
  flattenArithmetic: (from, to) => `${from} = ${to} чисел.`,

  // Summary
  layerColumn: 'Слой',
  typeColumn: 'Тип',
  outputColumn: 'Форма выхода',
  paramsColumn: 'Параметры',
  totalParams: 'Всего параметров',
  trainableParams: 'Обучаемые',
  nonTrainableParams: 'Необучаемые',
  summaryCaption: 'Сеть, слой за слоем',

  // Steps before training
  stepTrainer: 'Запустить тренер',
  stepTrainerDone: 'Тренер запущен',
  stepEngine: 'Подготовить движок',
  stepFetchEngine: 'Загрузить TensorFlow',
  stepData: (dataset) => `Прочитать ${dataset}`,
  stepFetchData: (dataset) => `Загрузить ${dataset}`,
  theData: 'изображения',
  stepTrain: 'Обучить',
  plan: (count, epochs, batches) =>
    `${epochs} ${plural(count, { one: 'эпоха', few: 'эпохи', many: 'эпох', other: 'эпохи' })}, пакетов в эпохе: ${batches}`,
  bytesOf: (received, total) => `${received} из ${total}`,
  askTitle: 'Загрузить TensorFlow, чтобы обучать на этом компьютере?',
  askDetail:
    'Два файла из пакета tensorflow-cpu, через ваши собственные настройки pip, в хранилище ConvScope. В систему ничего не устанавливается.',
  askFetch: (size) => `Загрузить ${size}`,
  askWasm: 'Обучать на WebAssembly',
  askAbout: 'WebAssembly уже здесь: ему ничего не нужно из сети, но он медленнее.',

  // Messages
  contactLost: (trainer, ago) => `Связь с тренером (${trainer}) потеряна ${ago} назад.`,
  contactLostDetail: (batch) =>
    `Обучение там продолжается. Вы видите всё до пакета ${batch}; остальное придёт само.`,
  contactLostBefore: 'Связь с тренером восстанавливается.',
  wasmTrains: (rate) => `Обучает WebAssembly: здесь ${rate} изобр./с.`,
  wasmTrainsUnmeasured: 'Обучает WebAssembly.',
  useTensorFlow: 'Перейти на TensorFlow…',
  useTensorFlowHint: 'Обучить этот урок заново, с начала, на TensorFlow',
  failedTitle: 'Обучение прервалось.',
  startFailedTitle: 'Запустить не удалось.',
  trainAgain: 'Обучить снова',
  showLog: 'Показать журнал',
  diverged: (batch) => `С пакета ${batch} потери — уже не число.`,
  divergedDetail: 'Веса выросли без предела. Обычно помогает меньшая скорость обучения.',
  dismiss: 'Скрыть',
};

function filterForm(count: number): string {
  return plural(count, { one: 'фильтр', few: 'фильтра', many: 'фильтров', other: 'фильтра' });
}
