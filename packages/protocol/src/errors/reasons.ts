import type { Text } from '@convscope/model';

/**
 * Clauses that stand where a sentence of the catalogue says `{reason}`: those that users meet often, so that a Russian
 * sentence is Russian to its end. An error carries the clause's name as its `reason`, beside the clause's own arguments.
 */
export const reasons = {
  'update-trainer': {
    en: 'update ConvScope where the trainer runs, then start the trainer anew',
    ru: 'обновите ConvScope там, где работает тренер, и запустите тренер заново',
  },
  'update-client': {
    en: 'update ConvScope here; the trainer is newer',
    ru: 'обновите ConvScope здесь: тренер новее',
  },
  'file-missing': { en: 'there is no such file', ru: 'такого файла нет' },
  'file-forbidden': { en: 'you may not read it', ru: 'у вас нет права его читать' },
  'file-not-ordinary': { en: 'it is no ordinary file', ru: 'это не обычный файл' },
  'file-empty': { en: 'it is empty', ru: 'он пуст' },
  'file-cut-off': { en: 'it is cut off', ru: 'он обрывается' },
  'picture-kind': {
    en: 'it is neither PNG nor JPEG, and only those are read',
    ru: 'это не PNG и не JPEG, а читаются только они',
  },
  'picture-cmyk': {
    en: 'its colours are CMYK (for print); save it as RGB',
    ru: 'его цвета — CMYK (для печати); сохраните его как RGB',
  },
  'picture-jpeg-kind': {
    en: 'it is a lossless or arithmetic JPEG; save it as an ordinary one',
    ru: 'это JPEG без потерь или с арифметическим кодом; сохраните его как обычный',
  },
  'picture-too-large': {
    en: 'its header says {width} × {height} pixels; at most {limit} × 2^20 are read',
    ru: 'в его заголовке {width} × {height} пикселей; читается не больше {limit} × 2^20',
  },
  'picture-damaged': { en: 'its data are damaged: {detail}', ru: 'его данные повреждены: {detail}' },
  'zip-none': { en: 'it is no zip archive, or is cut off', ru: 'это не архив zip, или он обрывается' },
  'npz-lacks': { en: 'it lacks {missing}; in it are {there}', ru: 'в нём нет {missing}; есть {there}' },
  'npz-lacks-all': { en: 'it holds no arrays', ru: 'в нём нет массивов' },
  'npz-no-images': { en: '{name} holds no images', ru: 'в {name} нет изображений' },
  'npz-counts': {
    en: '{images} holds {numImages} images, {labels} {numLabels} labels',
    ru: 'в {images} изображений {numImages}, а в {labels} меток {numLabels}',
  },
  'npz-objects': {
    en: '{name} holds Python objects, which are never loaded: they could run anything. Save numbers',
    ru: 'в {name} объекты Python, а они не загружаются никогда: они могли бы выполнить что угодно. Сохраните числа',
  },
  'npz-type': {
    en: '{name} is of a type that is not read ({type}); read are {known}',
    ru: '{name} такого типа, который не читается ({type}); читаются {known}',
  },
  'npz-pixel': {
    en: 'value {value} at place {place} of {name} is no pixel from 0 to {most}',
    ru: 'значение {value} в {name} (место {place}) — не пиксель от 0 до {most}',
  },
  'npz-label-axes': {
    en: '{name} has {axes} axes; labels have one, or two if one-hot',
    ru: 'у {name} осей {axes}; у меток одна или, если они one-hot, две',
  },
  'npz-label': {
    en: 'label {value} at place {place} of {name} is no class number from 0 up',
    ru: 'метка {value} в {name} (место {place}) — не номер класса от 0',
  },
  'npz-one-hot': {
    en: 'row {place} of {name} is not one-hot: a single 1, the rest 0',
    ru: 'строка {place} в {name} — не one-hot: одна 1, остальное 0',
  },
  'event-damaged': { en: 'event {n}: {detail}', ru: 'событие {n}: {detail}' },
  'last-event-damaged': { en: 'its last event: {detail}', ru: 'последнее событие: {detail}' },
  'snapshot-length': {
    en: 'the snapshot of step {step} has not its length',
    ru: 'у снимка после шага {step} неверная длина',
  },
  'final-weights-length': {
    en: 'the final weights have not their length',
    ru: 'у итоговых весов неверная длина',
  },
  'recipe-unfit': { en: '{name} does not fit', ru: '{name} не подходит' },
  'engine-no-files': { en: 'its files are not in {place}', ru: 'его файлов нет в {place}' },
  'engine-no-folder': { en: '{place} is missing', ru: 'нет папки {place}' },
  'engine-not-started': {
    en: 'the backend did not start from {place}',
    ru: 'бэкенд не запустился из {place}',
  },
  'engine-not-taken': { en: 'TensorFlow.js did not take it', ru: 'TensorFlow.js его не принял' },
  'engine-no-build': {
    en: 'there is no TensorFlow to fetch for {platform}',
    ru: 'для {platform} нет TensorFlow, который можно загрузить',
  },
  'engine-no-library': {
    en: 'there is no TensorFlow library for {platform}',
    ru: 'для {platform} нет библиотеки TensorFlow',
  },
  'engine-library-unfit': {
    en: 'its library does not load here: {detail}',
    ru: 'его библиотека здесь не загружается: {detail}',
  },
  'engine-other-loaded': {
    en: 'this process has already loaded the TensorFlow in {place}',
    ru: 'этот процесс уже загрузил TensorFlow из {place}',
  },
} as const satisfies Record<string, Text>;
