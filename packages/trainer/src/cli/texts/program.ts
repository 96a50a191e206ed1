import type { Text } from '@convscope/model';

/** What `--help` shows of every command, and what is said of a command line that does not fit. */
export const programTexts = {
  'about': {
    en: 'Trains convolutional networks and keeps every moment of them to look at.',
    ru: 'Обучает свёрточные сети и хранит каждый момент обучения, чтобы на него посмотреть.',
  },
  'about.serve': {
    en: 'listen on loopback for editors; one trainer per user',
    ru: 'ждать редакторы на этом компьютере; один тренер на пользователя',
  },
  'about.lessons': { en: 'list the lessons', ru: 'показать уроки' },
  'option.json': { en: 'print JSON, one object a line', ru: 'печатать JSON, по одному объекту в строке' },
  'option.yes': {
    en: 'agree to fetch an engine that is not here yet',
    ru: 'согласиться загрузить движок, которого здесь ещё нет',
  },
  'option.engine': { en: 'which engine: {known}', ru: 'какой движок: {known}' },
  'option.port': { en: 'port to listen on; 0 takes a free one', ru: 'порт; 0 — любой свободный' },
  'option.idle': {
    en: 'end after so many minutes without runs and editors',
    ru: 'завершиться после стольких минут без запусков и редакторов',
  },
  'option.help': { en: 'display help', ru: 'показать справку' },
  'option.version': { en: 'print the version', ru: 'показать версию' },
  'language': { en: 'en', ru: 'ru' },
  'usage.options': { en: '[options]', ru: '[параметры]' },
  'usage.command': { en: '[command]', ru: '[команда]' },
  'usage': { en: 'Usage:', ru: 'Вызов:' },
  'arguments': { en: 'Arguments:', ru: 'Аргументы:' },
  'options': { en: 'Options:', ru: 'Параметры:' },
  'commands': { en: 'Commands:', ru: 'Команды:' },
  'examples': { en: 'Examples:', ru: 'Примеры:' },
  'default': { en: 'default: {value}', ru: 'по умолчанию: {value}' },
  'error.command': {
    en: 'This command line does not fit: {reason}. “{command} --help” says what does.',
    ru: 'Так вызвать нельзя: {reason}. Как можно, покажет «{command} --help».',
  },
  'error.unknownOption': { en: 'there is no option {option}', ru: 'нет параметра {option}' },
  'error.unknownCommand': { en: 'there is no command “{name}”', ru: 'нет команды «{name}»' },
  'error.didYouMean': {
    en: '{sentence} (did you mean “{word}”?)',
    ru: '{sentence} (возможно, вы имели в виду «{word}»?)',
  },
  'error.missingArgument': { en: '<{name}> is missing', ru: 'не хватает <{name}>' },
  'error.missingValue': { en: '{option} needs a value', ru: 'после {option} нужно значение' },
  'error.missingOption': { en: '{option} is needed', ru: 'нужен параметр {option}' },
  'error.excessArguments': { en: '“{name}” is one word too many', ru: '«{name}» — лишнее слово' },
  'error.invalid': {
    en: '“{value}” does not fit {option}: {why}',
    ru: '«{value}» не подходит для {option}: {why}',
  },
  'error.number': {
    en: 'a whole number from {low} to {high} is expected',
    ru: 'нужно целое число от {low} до {high}',
  },
  'error.between': { en: 'a number from {low} to {high} is expected', ru: 'нужно число от {low} до {high}' },
  'error.above': { en: 'a number above {low} is expected', ru: 'нужно число больше {low}' },
  'error.atLeast': { en: 'a number from {low} up is expected', ru: 'нужно число не меньше {low}' },
  'error.saveAs': {
    en: 'a file inside the run’s folder is expected that ends in .h5 or .keras, such as saved_models/net.h5',
    ru: 'нужен файл внутри папки запуска с окончанием .h5 или .keras, например saved_models/net.h5',
  },
  'error.range': {
    en: 'A-B is expected, two numbers from 0, the smaller first',
    ru: 'нужно A-B: два номера, от 0, меньший первым',
  },
  'error.choice': { en: 'one of {known} is expected', ru: 'нужно одно из: {known}' },
  'serve.listening': {
    en: 'ConvScope trainer {version} listens on {url} (process {pid}). Editors on this computer find it by {file}.',
    ru: 'Тренер ConvScope {version} слушает {url} (процесс {pid}). Редакторы на этом компьютере найдут его по {file}.',
  },
  'serve.already': {
    en: 'A trainer is running already: {url} (process {pid}).',
    ru: 'Тренер уже работает: {url} (процесс {pid}).',
  },
  'lesson': { en: '{number}  {id}  {title} · {summary}', ru: '{number}  {id}  {title} · {summary}' },
  'seconds': { en: '{n} s', ru: '{n} с' },
  'minutes': { en: '{n} min', ru: '{n} мин' },
  'megabytes': { en: '{n} MB', ru: '{n} МБ' },
} as const satisfies Record<string, Text>;
