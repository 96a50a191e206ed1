import type { Text } from '@convscope/model';

/** Lessons, runs and what they leave on disk. */
export const runs = {
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
} as const satisfies Record<string, Text>;
