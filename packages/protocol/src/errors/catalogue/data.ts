import type { Text } from '@convscope/model';

/** Data sets, known ones and the user’s own. */
export const data = {
  'download-failed': {
    en: '{what} could not be fetched: {reason}. Check the network and the proxy settings of {tool}, then try again.',
    ru: 'Не удалось загрузить {what}: {reason}. Проверьте сеть и настройки прокси для {tool} и попробуйте ещё раз.',
  },
  'data-damaged': {
    en: '{file} is not what it should be: {reason}. Delete it and train again: it is then fetched anew.',
    ru: 'Файл {file} повреждён: {reason}. Удалите его и обучите снова: он загрузится заново.',
  },
  'package-not-fetched': {
    en: '{what} ({megabytes} MB) could not be fetched: {reason}. Check the network and npm’s proxy settings. Or get it where there is a network with “npm pack {spec}” and put {file} into {folder}: it is checked and used without a network.',
    ru: 'Не удалось загрузить {what} ({megabytes} МБ): {reason}. Проверьте сеть и настройки прокси для npm. Или там, где сеть есть, выполните «npm pack {spec}» и положите {file} в {folder}: файл будет проверен и пригодится без сети.',
  },
  'dataset-not-found': {
    en: 'There is no data set at {path}. Name a folder with one folder of pictures for each class, or an .npz file.',
    ru: 'По пути {path} нет набора данных. Укажите папку, где у каждого класса своя папка с изображениями, или файл .npz.',
  },
  'dataset-unreadable': {
    en: '{file} cannot be used: {reason}. Correct or remove it, then try again.',
    ru: 'Файл {file} не подходит: {reason}. Исправьте или уберите его и попробуйте ещё раз.',
  },
  'dataset-no-classes': {
    en: '{folder} holds no class folders with PNG or JPEG pictures. Expected is one folder for each class: {folder}/cat/1.png.',
    ru: 'В папке {folder} нет папок классов с изображениями PNG или JPEG. Нужна своя папка у каждого класса: {folder}/cat/1.png.',
  },
  'dataset-empty-class': {
    en: 'The class folder {folder} holds no PNG or JPEG picture. Put some in, or remove the folder.',
    ru: 'В папке класса {folder} нет изображений PNG или JPEG. Добавьте их или уберите папку.',
  },
  'dataset-one-class': {
    en: '{dataset} holds one class only, {name}: there is nothing to tell apart. Add a second one.',
    ru: 'В наборе {dataset} только один класс, {name}: различать нечего. Добавьте второй.',
  },
  'dataset-other-classes': {
    en: '{folder} has class folders that the training pictures lack: {names}. Rename or remove them.',
    ru: 'В {folder} есть папки классов, которых нет у обучающих изображений: {names}. Переименуйте или уберите их.',
  },
  'dataset-more-classes': {
    en: '{dataset} has {classes} classes, and the number of outputs of the network’s last layer is {outputs}. Make it {classes}, or take other data.',
    ru: 'В наборе {dataset} классов: {classes}, а выходов у последнего слоя сети: {outputs}. Сделайте их {classes} или возьмите другие данные.',
  },
  'dataset-shape': {
    en: 'The images of {dataset} are {have} (height × width × channels), and the network takes {want}. Change the network’s input, or take other data.',
    ru: 'Изображения набора {dataset} — {have} (высота × ширина × каналы), а сеть принимает {want}. Измените вход сети или возьмите другие данные.',
  },
  'dataset-channels': {
    en: 'The network takes pictures of {channels} channels; the pictures of a folder can be read as grey (1) or RGB (3).',
    ru: 'Сеть принимает изображения с числом каналов {channels}; изображения из папки читаются как серые (1) или RGB (3).',
  },
  'dataset-too-large': {
    en: '{dataset} takes {gigabytes} GB of memory at the network’s size, more than the {limit} GB that there is room for. Take fewer or smaller pictures.',
    ru: 'Набор {dataset} при размере входа сети займёт {gigabytes} ГБ памяти, а доступно {limit} ГБ. Возьмите меньше изображений или меньший размер.',
  },
  'dataset-split': {
    en: 'A share of {share} of {count} images leaves none to train with, or none to validate on. Choose another validation split.',
    ru: 'Если отделить {share} от числа изображений {count}, не останется ни одного для обучения или для проверки. Выберите другую долю (validation split).',
  },
} as const satisfies Record<string, Text>;
