import type { Text } from '@convscope/model';

/** What goes wrong between processes, and before a trainer is there. */
export const connection = {
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
} as const satisfies Record<string, Text>;
