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
  'zip-directory-outside': {
    en: 'its directory lies outside of it: it is damaged, or above 4 GB',
    ru: 'его оглавление лежит вне его: он повреждён или больше 4 ГБ',
  },
  'zip-directory-damaged': { en: 'its directory is damaged', ru: 'его оглавление повреждено' },
  'zip-entry-no-header': { en: '{name}: its header is missing', ru: '{name}: нет заголовка' },
  'zip-entry-longer': {
    en: '{name}: it is longer than the {size} bytes that it should have',
    ru: '{name}: длиннее, чем должно быть (байт: {size})',
  },
  'zip-entry-shorter': {
    en: '{name}: it has {received} of {size} bytes',
    ru: '{name}: есть {received} байт из {size}',
  },
  'zip-entry-not-unpacked': {
    en: '{name}: it cannot be unpacked ({detail})',
    ru: '{name}: не распаковывается ({detail})',
  },
  'zip-entry-checksum': {
    en: '{name}: its checksum (CRC) is another',
    ru: '{name}: контрольная сумма (CRC) не та',
  },
  'zip-entry-encrypted': { en: '{name}: it is encrypted', ru: '{name}: зашифрован' },
  'zip-entry-method': {
    en: '{name}: it is packed with an unknown method ({method})',
    ru: '{name}: сжат неизвестным методом ({method})',
  },
  'zip-entry-outside': {
    en: '{name}: it lies outside of the archive',
    ru: '{name}: лежит вне архива',
  },
  'zip-entry-claims': {
    en: '{name}: {packed} bytes cannot hold the {size} that it claims',
    ru: '{name}: в {packed} байтах не могут лежать заявленные {size}',
  },
  'npz-no-array': { en: '{name} is no NumPy array', ru: '{name} — не массив NumPy' },
  'npz-header-damaged': {
    en: 'the header of {name} is damaged',
    ru: 'заголовок {name} повреждён',
  },
  'npz-size': {
    en: 'the header of {name} says {expected} bytes, it has {size}',
    ru: 'по заголовку {name} в нём {expected} байт, а есть {size}',
  },
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
