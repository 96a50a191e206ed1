import type { Language, Text } from '@convscope/model';

/** The language of a terminal: what its locale says (POSIX order), else English. */
export function terminalLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const locale =
    env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || Intl.DateTimeFormat().resolvedOptions().locale;
  return locale.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

/** What the command line says, beside the errors of the protocol's catalogue. `{name}` stands for an argument. */
export const texts = {
  'about': {
    en: 'Trains convolutional networks and keeps every moment of them to look at.',
    ru: 'Обучает свёрточные сети и хранит каждый момент обучения, чтобы на него посмотреть.',
  },
  'about.train': { en: 'train the network of a lesson here', ru: 'обучить сеть из урока на этом компьютере' },
  'about.lessons': { en: 'list the lessons', ru: 'показать уроки' },
  'about.serve': {
    en: 'listen on loopback for editors; one trainer per user',
    ru: 'ждать редакторы на этом компьютере; один тренер на пользователя',
  },
  'option.engine': { en: 'which engine trains', ru: 'каким движком обучать' },
  'option.epochs': {
    en: 'how many epochs; the lesson’s own number if not given',
    ru: 'сколько эпох; по умолчанию как в уроке',
  },
  'option.seed': {
    en: 'seed of weights and order; random if not given',
    ru: 'начальное число для весов и порядка; по умолчанию случайное',
  },
  'option.yes': {
    en: 'agree to fetch an engine that is not here yet',
    ru: 'согласиться загрузить движок, которого здесь ещё нет',
  },
  'option.json': { en: 'print events, one JSON a line', ru: 'печатать события, по одному JSON в строке' },
  'option.port': { en: 'port to listen on; 0 takes a free one', ru: 'порт; 0 — любой свободный' },
  'option.idle': {
    en: 'end after so many minutes without runs and editors',
    ru: 'завершиться после стольких минут без запусков и редакторов',
  },
  'option.help': { en: 'display help', ru: 'показать справку' },
  'option.version': { en: 'print the version', ru: 'показать версию' },
  'usage': { en: 'Usage:', ru: 'Вызов:' },
  'arguments': { en: 'Arguments:', ru: 'Аргументы:' },
  'options': { en: 'Options:', ru: 'Параметры:' },
  'commands': { en: 'Commands:', ru: 'Команды:' },
  'error.command': {
    en: 'This command line does not fit: {reason}. “convscope {command} --help” says what does.',
    ru: 'Так вызвать нельзя: {reason}. Как можно, покажет «convscope {command} --help».',
  },
  'error.number': {
    en: 'a whole number from {low} to {high} is expected',
    ru: 'нужно целое число от {low} до {high}',
  },
  'fetch.sizes': {
    en: 'What is not here yet is fetched once into {folder}: {list}.',
    ru: 'Чего ещё нет, загрузится один раз в {folder}: {list}.',
  },
  'fetch.mnist': { en: 'MNIST {size}', ru: 'MNIST {size}' },
  'fetch.tensorflow': {
    en: 'TensorFlow {size} (853 MB unpacked)',
    ru: 'TensorFlow {size} (853 МБ на диске)',
  },
  'phase.preparing-engine': { en: 'Preparing the engine', ru: 'Подготовка движка' },
  'phase.fetching-engine': { en: 'Fetching TensorFlow', ru: 'Загрузка TensorFlow' },
  'phase.fetching-data': { en: 'Fetching the data set', ru: 'Загрузка набора данных' },
  'phase.loading-data': { en: 'Loading the data set', ru: 'Чтение набора данных' },
  'phase.training': { en: 'Training', ru: 'Обучение' },
  'phase.evaluating': { en: 'Evaluating on the test set', ru: 'Проверка на тесте' },
  'engine': {
    en: 'Engine: {name} {version} · {device} · threads: {threads}',
    ru: 'Движок: {name} {version} · {device} · потоков: {threads}',
  },
  'engine.passedOver': { en: 'Without {name}: {reason}', ru: 'Без {name}: {reason}' },
  'engine.offer': {
    en: 'TensorFlow is faster and not here yet: “--yes” fetches it ({size}).',
    ru: 'TensorFlow быстрее, но его здесь ещё нет: «--yes» загрузит его ({size}).',
  },
  'run': { en: 'Run {runId}, seed {seed}', ru: 'Запуск {runId}, начальное число {seed}' },
  'batch': {
    en: 'epoch {epoch}/{epochs} · batch {batch}/{batches} · {samples} of {total} images · loss {loss} · accuracy {accuracy} · {rate} images/s · {left} left',
    ru: 'эпоха {epoch}/{epochs} · пакет {batch}/{batches} · {samples} из {total} изображений · loss {loss} · accuracy {accuracy} · {rate} изобр./с · осталось {left}',
  },
  'epoch': {
    en: 'Epoch {epoch}/{epochs} · {seconds} s · loss {loss} · accuracy {accuracy} · val_loss {valLoss} · val_accuracy {valAccuracy}',
    ru: 'Эпоха {epoch}/{epochs} · {seconds} с · loss {loss} · accuracy {accuracy} · val_loss {valLoss} · val_accuracy {valAccuracy}',
  },
  'evaluated': {
    en: 'Test loss {loss}, accuracy {accuracy}',
    ru: 'На тесте: loss {loss}, accuracy {accuracy}',
  },
  'ended.finished': {
    en: 'Finished in {seconds} s with {engine}. Kept in {folder}',
    ru: 'Готово за {seconds} с, движок {engine}. Сохранено в {folder}',
  },
  'ended.stopped': {
    en: 'Stopped after {seconds} s. Kept in {folder}',
    ru: 'Остановлено через {seconds} с. Сохранено в {folder}',
  },
  'ended.failed': { en: 'Failed: {reason}', ru: 'Ошибка: {reason}' },
  'diverged': {
    en: 'The loss is no longer a number: the training diverged. Try a smaller learning rate.',
    ru: 'Потери (loss) — уже не число: обучение разошлось. Попробуйте меньшую скорость обучения.',
  },
  'stopping': {
    en: 'Stopping after this batch … (Ctrl+C again ends at once)',
    ru: 'Остановка после этого пакета … (ещё раз Ctrl+C — сразу)',
  },
  'serve.listening': {
    en: 'ConvScope trainer {version} listens on {url} (process {pid}). Editors on this computer find it by {file}.',
    ru: 'Тренер ConvScope {version} слушает {url} (процесс {pid}). Редакторы на этом компьютере найдут его по {file}.',
  },
  'serve.already': {
    en: 'A trainer is running already: {url} (process {pid}).',
    ru: 'Тренер уже работает: {url} (процесс {pid}).',
  },
  'seconds': { en: '{n} s', ru: '{n} с' },
  'minutes': { en: '{n} min', ru: '{n} мин' },
  'megabytes': { en: '{n} MB', ru: '{n} МБ' },
  'lesson': { en: '{number}  {id}  {title} · {summary}', ru: '{number}  {id}  {title} · {summary}' },
  'lesson.trained': {
    en: '{title} · {dataset} · {params} parameters',
    ru: '{title} · {dataset} · параметров: {params}',
  },
} as const satisfies Record<string, Text>;

type TextId = keyof typeof texts;
export type Say = (id: TextId, args?: Record<string, string | number>) => string;

/** Says things in one language. */
export function sayIn(language: Language): Say {
  return (id, args = {}) =>
    texts[id][language].replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in args ? String(args[name]) : whole,
    );
}
