import { pluralFor } from './plural.js';
import type { Texts } from './texts.js';

const plural = pluralFor('ru');

const counted = (one: string, few: string, many: string) => (count: number, shown: string) =>
  `${shown} ${plural(count, { one, few, many, other: few })}`;

/** The panel's words in Russian. */
export const ru: Texts = {
  // Header
  starting: 'запускается',
  asking: 'ещё ничего не обучено',
  preparing: 'подготовка',
  running: 'идёт обучение',
  evaluating: 'идёт проверка на тесте',
  stopping: 'остановится после этого пакета…',
  finished: 'завершено',
  stopped: 'остановлено',
  failed: 'ошибка',
  threads: counted('поток', 'потока', 'потоков'),
  stop: 'Стоп',
  stopHint: 'Закончить этот пакет, сохранить веса и завершить',
  epochOf: 'эпоха',
  batchOf: 'пакет',
  imagesOf: (seen, total) => `${seen} из ${total} изображений`,
  speed: (rate) => `${rate} изобр./с`,
  timeLeft: (duration) => `осталось ${duration}`,
  asOf: (ago) => `по данным на ${ago} назад`,
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
  momentText: (batch, epoch) => `после пакета ${batch} эпохи ${epoch}`,
  momentStart: 'до первого пакета',
  live: 'Сейчас',
  backToLive: 'К текущему',
  backToEnd: 'К концу',
  moments: counted('момент', 'момента', 'моментов'),
  waiting: 'Ожидание',

  // Curves
  curves: 'Кривые',
  curveSwitch: 'Показанная кривая',
  loss: 'потери',
  accuracy: 'точность',
  train: 'обучение',
  validation: 'валидация',
  logScale: 'лог.',
  curvesTable: 'Кривые в числах: сглаженные потери и точность на обучении и валидации',
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
  tabSummary: 'Сводка',

  // Filters
  mode: 'Показанные значения',
  weightsMode: 'Веса',
  changeMode: 'Изменение с начала',
  numFilters: counted('фильтр', 'фильтра', 'фильтров'),
  numMaps: counted('карта', 'карты', 'карт'),
  numKernels: counted('ядро', 'ядра', 'ядер'),
  onInput: (filters) => `${filters} на входе`,
  cellsAreNorms: (kernels) => `${kernels}; цвет — норма`,
  map: (index) => `карта ${index}`,
  norm: 'норма',
  filter: (index) => `Фильтр ${index}`,
  filterOnMap: (filter, map) => `Фильтр ${filter}, карта входа ${map}`,
  kernelsOfFilter: (filter, kernels) => `Фильтр ${filter}: ${kernels}`,
  normOfKernel: 'норма этого ядра',
  normOfFilter: 'норма этого фильтра',
  changeSinceStart: 'изменение с начала',
  bias: 'смещение',
  kernelKeys: 'стрелки выбирают другое ядро',
  filterKeys: 'стрелки выбирают другой фильтр',
  kernelsLabel: (layer) => `Фильтры слоя ${layer}. Стрелки выбирают ядро.`,
  filtersLabel: (layer) => `Фильтры слоя ${layer}. Стрелки выбирают фильтр.`,
  kernelSpoken: (name, norm, bias) => `${name}: норма ${norm}, смещение ${bias}`,
  kernelTable: 'Выбранное ядро в числах',
  weightsAt: (at) => `веса эпохи ${at}`,
  loadingWeights: 'Читаются веса этого момента…',
  noWeights: 'Этот запуск закончился раньше, чем сохранились первые веса.',
  noSnapshot: 'Первые веса появятся, когда начнётся обучение.',

  // Dense layers
  numUnits: counted('нейрон', 'нейрона', 'нейронов'),
  numInputs: counted('вход', 'входа', 'входов'),
  unitsByInputs: (units, inputs) => `${units}, по строке на каждый; ${inputs}, по столбцу на каждый`,
  unitsAsNorms: (count, inputs, units) =>
    `${units}, по столбику на каждый: норма его весов от ${inputs} ${plural(count, { one: 'входа', other: 'входов' })}`,
  unit: (index) => `Нейрон ${index}`,
  unitKeys: 'стрелки выбирают другой нейрон',
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
  flattenArithmetic: (count, from, to) =>
    `${from} = ${to} ${plural(count, { one: 'число', few: 'числа', many: 'чисел', other: 'числа' })}.`,

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
  stepFetchEngine: 'Загрузить движок',
  stepData: (dataset) => `Прочитать ${dataset}`,
  stepFetchData: (dataset) => `Загрузить ${dataset}`,
  theData: 'изображения',
  stepTrain: 'Обучить',
  numEpochs: counted('эпоха', 'эпохи', 'эпох'),
  plan: (count, batches, epochs) =>
    `${epochs} по ${batches} ${plural(count, { one: 'пакету', few: 'пакета', many: 'пакетов', other: 'пакета' })}`,
  firstTime: (size) => `в первый раз ${size}`,
  bytesOf: (received, total) => `${received} из ${total}`,
  askTitle: 'Загрузить TensorFlow, чтобы обучать на этом компьютере?',
  askDetail:
    'Два файла из пакета tensorflow-cpu, через ваши собственные настройки pip, в хранилище ConvScope. В систему ничего не устанавливается.',
  askFetch: (size) => `Загрузить ${size}`,
  askWasm: 'Обучать на WebAssembly',
  askAbout: 'WebAssembly уже здесь: ему ничего не нужно из сети, но он медленнее.',

  // Messages
  contactLost: (trainer, ago) => `Связь с тренером (${trainer}) потеряна ${ago} назад.`,
  contactLostDetail: (batch, epoch) =>
    `Если тренер ещё работает, обучение там продолжается. Вы видите всё до пакета ${batch} эпохи ${epoch}; остальное придёт само.`,
  contactLostBefore: 'Связь с тренером восстанавливается.',
  wasmTrains: (rate) => `Обучает WebAssembly: здесь ${rate} изобр./с.`,
  wasmTrainsUnmeasured: 'Обучает WebAssembly.',
  wasmTrained: (rate) => `Обучал WebAssembly: здесь ${rate} изобр./с.`,
  useTensorFlow: 'Перейти на TensorFlow…',
  useTensorFlowHint: 'Загрузить TensorFlow и обучить сеть этого урока заново, с начала',
  failedTitle: 'Обучение прервалось.',
  startFailedTitle: 'Запустить не удалось.',
  trainAgain: 'Обучить снова',
  trainAgainHint: 'Обучить сеть этого урока с начала; этот запуск останется в списке запусков',
  showLog: 'Показать журнал',
  diverged: (batch, epoch) => `С пакета ${batch} эпохи ${epoch} потери — уже не число.`,
  divergedDetail: 'Веса выросли без предела. Обычно помогает меньшая скорость обучения.',
  dismiss: 'Скрыть',
};
