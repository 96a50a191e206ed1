import type { Text } from '@convscope/model';

/** `convscope train`: what its help says, and what it says before it trains. */
export const trainTexts = {
  'about.train': {
    en: 'train the network of a lesson, of a model file or of a Keras script, here',
    ru: 'обучить сеть из урока, файла модели или скрипта Keras на этом компьютере',
  },
  'about.resume': {
    en: 'go on with a run from its last checkpoint, to the same bits as if it had never stopped',
    ru: 'продолжить запуск с последней контрольной точки — бит в бит, как если бы он не прерывался',
  },
  'about.follow': {
    en: 'show a run from its start until its end, whoever trains it',
    ru: 'показывать запуск с начала и до конца, кто бы его ни обучал',
  },
  'about.stop': {
    en: 'let a run finish its batch, keep a checkpoint and end',
    ru: 'дать запуску закончить пакет, сохранить контрольную точку и завершиться',
  },
  'argument.network': {
    en: '{lessons}, a model file (.keras, .h5, model.json), or a Keras script or notebook, which is read and never run',
    ru: '{lessons}, файл модели (.keras, .h5, model.json), скрипт Keras или блокнот: он читается, а не выполняется',
  },
  'argument.run': {
    en: 'a run’s folder, or the beginning of its name',
    ru: 'папка запуска или начало его имени',
  },
  'option.dataset': {
    en: 'mnist, cifar10, a folder of class folders of pictures, or an .npz file',
    ru: 'mnist, cifar10, папка с папками классов с картинками или файл .npz',
  },
  'option.epochs': {
    en: 'how many epochs; the lesson’s own number if not given',
    ru: 'сколько эпох; по умолчанию как в уроке',
  },
  'option.epochsInAll': {
    en: 'how many epochs in all; more than there were trains on',
    ru: 'сколько эпох всего; больше прежнего — обучать дальше',
  },
  'option.batchSize': { en: 'images a batch', ru: 'изображений в пакете' },
  'option.optimizer': {
    en: '{known}; with Keras’s defaults',
    ru: '{known}; со значениями Keras по умолчанию',
  },
  'option.learningRate': { en: 'learning rate of the optimizer', ru: 'скорость обучения' },
  'option.momentum': { en: 'momentum of sgd or rmsprop', ru: 'momentum для sgd и rmsprop' },
  'option.nesterov': { en: 'Nesterov’s momentum, of sgd', ru: 'momentum Нестерова, для sgd' },
  'option.decay': {
    en: 'learning-rate decay per batch: rate / (1 + X · batches so far)',
    ru: 'убывание скорости с каждым пакетом: скорость / (1 + X · пройдено пакетов)',
  },
  'option.schedule': {
    en: 'learning-rate schedule as JSON: {"className":"CosineDecay","decaySteps":1000}',
    ru: 'график скорости обучения как JSON: {"className":"CosineDecay","decaySteps":1000}',
  },
  'option.loss': { en: 'loss: {known}', ru: 'функция потерь: {known}' },
  'option.metrics': { en: 'metrics, with commas: {known}', ru: 'метрики через запятую: {known}' },
  'option.maxSteps': {
    en: 'end after so many batches in all',
    ru: 'закончить после стольких пакетов в сумме',
  },
  'option.initialWeights': {
    en: 'begin with the weights of this file (.keras, .h5, .weights.h5)',
    ru: 'начать с весов из этого файла (.keras, .h5, .weights.h5)',
  },
  'option.trainRange': {
    en: 'only training images A to B, from 0, both included',
    ru: 'только обучающие изображения с A по B, от 0, включительно',
  },
  'option.validationSplit': {
    en: 'validate on this last share of the training images',
    ru: 'проверять на этой последней доле обучающих изображений',
  },
  'option.noShuffle': { en: 'images in the order of the files', ru: 'изображения в порядке файлов' },
  'option.noAugmentation': { en: 'images as they are', ru: 'изображения без изменений' },
  'option.noDropout': { en: 'Dropout layers pass everything on', ru: 'слои Dropout пропускают всё' },
  'option.earlyStopping': {
    en: 'stop when val_loss has not improved for so many epochs (0 if not given); keeps the best weights',
    ru: 'остановить, если val_loss не улучшается столько эпох (без числа: 0); оставить лучшие веса',
  },
  'option.reduceLr': {
    en: 'a tenth of the learning rate when val_loss has not improved for so many epochs (10 if not given)',
    ru: 'скорость обучения в 10 раз меньше, если val_loss не улучшается столько эпох (без числа: 10)',
  },
  'option.saveBest': {
    en: 'keep the best epoch’s model in the run’s folder',
    ru: 'хранить модель лучшей эпохи в папке запуска',
  },
  'option.csv': {
    en: 'write training.csv into the run’s folder',
    ru: 'писать training.csv в папку запуска',
  },
  'option.tensorboard': {
    en: 'write logs for TensorBoard into the run’s folder',
    ru: 'писать журналы для TensorBoard в папку запуска',
  },
  'option.saveAs': {
    en: 'write the trained model into the run’s folder, such as saved_models/net.h5',
    ru: 'записать обученную модель в папку запуска, например saved_models/net.h5',
  },
  'option.config': {
    en: 'take the settings of this JSON file; other options change them',
    ru: 'взять настройки из этого файла JSON; остальные параметры их меняют',
  },
  'option.printConfig': {
    en: 'print the settings as JSON and end; --config reads them',
    ru: 'напечатать настройки как JSON и закончить; их читает --config',
  },
  'option.seed': {
    en: 'seed of weights, order, augmentation and dropout; random if not given',
    ru: 'начальное число для весов, порядка, аугментации и dropout; по умолчанию случайное',
  },
  'option.out': {
    en: 'the run’s folder; it must not exist yet or be empty',
    ru: 'папка запуска; её ещё нет, или она пуста',
  },
  'group.data': { en: 'Images:', ru: 'Изображения:' },
  'group.fit': { en: 'Training:', ru: 'Обучение:' },
  'group.compile': { en: 'Optimizer and loss:', ru: 'Оптимизатор и потери:' },
  'group.callbacks': { en: 'Callbacks:', ru: 'Колбэки (callbacks):' },
  'group.augmentation': {
    en: 'Augmentation, as Keras’s ImageDataGenerator (beside the lesson’s own):',
    ru: 'Аугментация, как ImageDataGenerator в Keras (к той, что в уроке):',
  },
  'group.run': { en: 'Run:', ru: 'Запуск:' },
  'network': {
    en: '{title} · {dataset} · {params} parameters',
    ru: '{title} · {dataset} · параметров: {params}',
  },
  'dataset.guessed': {
    en: 'Its input is {shape}: training on {dataset}. “--dataset” names another.',
    ru: 'Вход сети {shape}: обучение на {dataset}. Другой набор — «--dataset».',
  },
  'script.understood': {
    en: 'The script was read, not run: “{model}” is trained as it says.',
    ru: 'Скрипт прочитан, а не выполнен: «{model}» обучается, как в нём сказано.',
  },
  'script.defaults': {
    en: 'The script was read, not run: what it does not say of training “{model}”, or ConvScope has not got, takes Keras’s defaults; options change them.',
    ru: 'Скрипт прочитан, а не выполнен: чего в нём не сказано об обучении «{model}» или чего нет в ConvScope, берётся как в Keras; параметры это меняют.',
  },
  'compile.own': {
    en: 'As the file says: {optimizer}, {loss}.',
    ru: 'Как записано в файле: {optimizer}, {loss}.',
  },
  'compile.default': {
    en: 'The file does not say how to train: {optimizer} with Keras’s defaults, {loss}.',
    ru: 'В файле не сказано, как обучать: {optimizer} со значениями Keras, {loss}.',
  },
  'untrained': {
    en: 'In lesson “{lesson}” nothing is trained: its weights are set by hand. Its prediction:',
    ru: 'В уроке «{lesson}» ничего не обучается: веса заданы вручную. Предсказание:',
  },
  'error.noLesson': {
    en: 'there is no lesson and no file “{name}”',
    ru: 'нет ни урока, ни файла «{name}»',
  },
  'error.trainRun': {
    en: '“{name}” is a run already; “convscope resume {name} --epochs N” trains on',
    ru: '«{name}» — уже запуск; дальше его обучит «convscope resume {name} --epochs N»',
  },
  'error.trainFolder': {
    en: '“{name}” is a folder, and a lesson or a model file is expected; pictures are named with --dataset',
    ru: '«{name}» — папка, а нужен урок или файл модели; картинки указывают через --dataset',
  },
  'error.noFile': { en: 'there is no file “{name}”', ru: 'нет файла «{name}»' },
  'error.scriptNetwork': {
    en: 'in {file} no network was understood whole ({reason})',
    ru: 'в {file} ни одна сеть не понята целиком ({reason})',
  },
  'error.datasetNeeded': {
    en: 'which images? The network’s input is {shape}; name them with --dataset',
    ru: 'на каких изображениях? Вход сети — {shape}; укажите их через --dataset',
  },
  'error.noDataset': {
    en: 'there is no data set, folder or file “{name}”',
    ru: 'нет набора данных, папки или файла «{name}»',
  },
  'error.datasetKind': {
    en: '“{name}” is neither a folder nor an .npz file',
    ru: '«{name}» — не папка и не файл .npz',
  },
  'error.notOf': {
    en: '{option} is no setting of {optimizer}',
    ru: 'у {optimizer} нет настройки {option}',
  },
  'error.zoomRange': {
    en: 'a number below 1 is expected, or A-B such as 0.8-1.2',
    ru: 'нужно число меньше 1 или A-B, например 0.8-1.2',
  },
  'error.json': { en: 'JSON is expected ({reason})', ru: 'нужен JSON ({reason})' },
  'error.setting': { en: '{place}: {reason}', ru: '{place}: {reason}' },
  'error.settingMissing': { en: 'it is missing', ru: 'не указано' },
  'error.configFile': {
    en: '{file} cannot be read as settings: {reason}',
    ru: '{file} не читается как настройки: {reason}',
  },
} as const satisfies Record<string, Text>;
