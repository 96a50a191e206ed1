import type { Text } from '@convscope/model';

/** `convscope engine`. */
export const engineTexts = {
  'about.engine': {
    en: 'show, fetch and remove what computes the training',
    ru: 'показать, загрузить или удалить движки обучения',
  },
  'about.engine.list': {
    en: 'show which engines are here and which can be fetched',
    ru: 'показать, какие движки есть и какие можно загрузить',
  },
  'about.engine.install': {
    en: 'use a TensorFlow that is here, or fetch an engine',
    ru: 'взять TensorFlow, который уже есть, или загрузить движок',
  },
  'about.engine.remove': {
    en: 'delete what was fetched of an engine; a TensorFlow of your own is left alone',
    ru: 'удалить загруженный движок; ваш собственный TensorFlow останется',
  },
  'argument.engine': { en: '{known}', ru: '{known}' },
  'option.verify': {
    en: 'read every byte of what was fetched and compare it with what was published',
    ru: 'прочитать всё загруженное и сравнить с опубликованным',
  },
  'option.python': {
    en: 'a Python, or the folder of a virtual environment, whose TensorFlow (2.16 or newer) or pip is used',
    ru: 'Python или папка виртуального окружения: взять его TensorFlow (от 2.16) или его pip',
  },
  'option.yesFetch': {
    en: 'agree to the download without being asked',
    ru: 'согласиться на загрузку без вопроса',
  },
  'engine.state.ready': { en: 'ready', ru: 'готов' },
  'engine.state.can-be-fetched': { en: 'can be fetched', ru: 'можно загрузить' },
  'engine.state.not-available': { en: 'not available', ru: 'недоступен' },
  'engine.builtIn': { en: 'part of ConvScope', ru: 'часть ConvScope' },
  'engine.ofPython': { en: 'of {python}', ru: 'из {python}' },
  'engine.inFolder': { en: '{size} in {folder}', ru: '{size} в {folder}' },
  'engine.usedBy': { en: 'in use by process {pids}', ru: 'занят процессом {pids}' },
  'engine.toFetch': {
    en: '{size}: convscope engine install {engine}',
    ru: '{size}: convscope engine install {engine}',
  },
  'engine.fetchPlan': {
    en: '{name} {version}: {size} over the network with {tool}, {disk} on disk, in {folder}',
    ru: '{name} {version}: {size} по сети через {tool}, {disk} на диске, в {folder}',
  },
  'engine.fetchQuestion': { en: 'Fetch it?', ru: 'Загрузить?' },
  'engine.declined': { en: 'Nothing was fetched.', ru: 'Ничего не загружено.' },
  'engine.fetching': {
    en: 'Fetching {name}: {received} / {total}',
    ru: 'Загрузка {name}: {received} / {total}',
  },
  'engine.unpacking': { en: 'Unpacking and trying {name} …', ru: 'Распаковка и проверка {name} …' },
  'engine.tooOld': {
    en: 'TensorFlow {version} of that Python is too old: 2.16 or newer is needed.',
    ru: 'TensorFlow {version} в этом Python слишком старый: нужен 2.16 или новее.',
  },
  'engine.doesNotLoad': {
    en: 'TensorFlow {version} of that Python does not load: {reason}',
    ru: 'TensorFlow {version} в этом Python не загружается: {reason}',
  },
  'engine.here': { en: '{name} {version} is here: {folder}', ru: '{name} {version} уже есть: {folder}' },
  'engine.remembered': {
    en: 'From now on TensorFlow {version} of {python} is used. Nothing was fetched.',
    ru: 'Теперь используется TensorFlow {version} из {python}. Ничего не загружено.',
  },
  'engine.installed': { en: '{name} {version} is ready: {folder}', ru: '{name} {version} готов: {folder}' },
  'engine.works': { en: 'It works on {device}.', ru: 'Работает на {device}.' },
  'engine.worksNot': { en: 'It does not work here yet: {reason}', ru: 'Здесь пока не работает: {reason}' },
  'engine.removed': { en: 'Removed {folder}.', ru: 'Удалено: {folder}.' },
  'engine.forgotten': {
    en: 'The TensorFlow of {python} is no longer used; it itself is untouched.',
    ru: 'TensorFlow из {python} больше не используется; сам он не тронут.',
  },
  'engine.nothingToRemove': {
    en: 'There is nothing of {name} to remove.',
    ru: 'От движка {name} удалять нечего.',
  },
  'engine.wasmStays': {
    en: 'wasm is a part of ConvScope: it is always there and cannot be fetched or removed. Name tensorflow or webgpu',
    ru: 'wasm — часть ConvScope: он есть всегда, его нельзя загрузить или удалить. Укажите tensorflow или webgpu',
  },
  'engine.pythonOnlyTensorFlow': {
    en: '--python belongs to tensorflow; webgpu needs no Python',
    ru: '--python относится к tensorflow; для webgpu Python не нужен',
  },
} as const satisfies Record<string, Text>;
