import type { Text } from '@convscope/model';

/** What is said of runs that are there already. */
export const runsTexts = {
  'about.runs': { en: 'list the runs of this computer, newest first', ru: 'показать запуски, новые первыми' },
  'about.export': {
    en: 'write a run’s network as a model file for Keras or TensorFlow.js',
    ru: 'записать сеть запуска как файл модели для Keras или TensorFlow.js',
  },
  'about.pack': { en: 'put a run into one file', ru: 'упаковать запуск в один файл' },
  'about.unpack': { en: 'bring a packed run back', ru: 'распаковать запуск' },
  'argument.file': { en: 'a packed run', ru: 'упакованный запуск' },
  'option.otherEngine': {
    en: 'go on with another engine than before: the last bits may then differ',
    ru: 'продолжить на другом движке: последние биты могут отличаться',
  },
  'option.format': { en: 'which kind of file: {known}', ru: 'какой файл: {known}' },
  'option.packFile': {
    en: 'the file to write; it must not exist yet',
    ru: 'какой файл записать; его ещё не должно быть',
  },
  'option.outFile': {
    en: 'the file to write; one that is there is replaced',
    ru: 'какой файл записать; прежний будет заменён',
  },
  'error.formatEnding': {
    en: '“{file}” is named as a file of --format {named}; for --format {format} its name ends in {ending}',
    ru: '«{file}» назван как файл для --format {named}; для --format {format} нужно окончание {ending}',
  },
  'runs.none': { en: 'There are no runs in {folder} yet.', ru: 'В {folder} ещё нет запусков.' },
  'state.running': { en: 'running ', ru: 'идёт      ' },
  'state.finished': { en: 'finished', ru: 'завершён  ' },
  'state.stopped': { en: 'stopped ', ru: 'остановлен' },
  'state.failed': { en: 'failed  ', ru: 'ошибка    ' },
  'state.damaged': { en: 'damaged ', ru: 'повреждён ' },
  'written': { en: 'Written: {file}', ru: 'Записано: {file}' },
  'unpacked': { en: 'Run {runId} is here: {folder}', ru: 'Запуск {runId} теперь здесь: {folder}' },
} as const satisfies Record<string, Text>;
