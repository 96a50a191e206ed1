import type { Language } from '../lesson.js';
import { clauseText, type Clause } from '../problems/clause.js';

/** What is said of a script, as data: front ends say it in their language. */
export interface Sentence {
  code: SentenceCode;
  values: Readonly<Record<string, SentenceValue>>;
}

/** What stands in a sentence: a word, another sentence, or what a `ModelError` says. */
type SentenceValue = string | number | Sentence | { clause: Clause };

export type SentenceCode = keyof typeof texts;

export function sentence(code: SentenceCode, values: Readonly<Record<string, SentenceValue>> = {}): Sentence {
  return { code, values };
}

/** The sentence in a language, without a full stop. */
export function sentenceText({ code, values }: Sentence, language: Language = 'en'): string {
  return texts[code][language].replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name] ?? '';
    if (typeof value !== 'object') return String(value);
    return 'clause' in value ? clauseText(value.clause, language) : sentenceText(value, language);
  });
}

const texts = {
  // Python.
  'syntax': {
    en: 'This cannot be read as Python',
    ru: 'Это не читается как Python',
  },
  'undefined-name': { en: '“{name}” is not defined here', ru: 'имя «{name}» здесь не определено' },
  'not-computed': {
    en: '“{text}” is known only when the script runs',
    ru: '«{text}» станет известно только при выполнении',
  },
  'no-attribute': { en: '“{object}” has no known “{name}”', ru: 'у «{object}» неизвестно «{name}»' },
  'no-item': { en: '“{text}” is not known', ru: '«{text}» неизвестно' },
  'too-deep': { en: '“{name}” calls itself too often', ru: '«{name}» вызывает себя слишком много раз' },
  'argument-missing': {
    en: '“{function}” is called without “{name}”',
    ru: '«{function}» вызывается без «{name}»',
  },
  'decorated': {
    en: '“{name}” is changed by “{decorator}”, which is not understood',
    ru: '«{name}» изменяется декоратором «{decorator}», который не понят',
  },
  'condition-unknown': {
    en: 'Whether this happens is not known: {reason}',
    ru: 'Неизвестно, выполняется ли это: {reason}',
  },
  'loop-too-long': {
    en: 'This loop is too long to be followed',
    ru: 'Этот цикл слишком длинный, он не прослеживается',
  },
  'too-long': {
    en: 'The script is too long to be followed to its end',
    ru: 'Скрипт слишком длинный, он прослежен не до конца',
  },
  // Networks.
  'unknown-layer': {
    en: '“{name}” is not a layer that ConvScope knows: what it gives has no known shape',
    ru: '«{name}» — не тот слой, который знает ConvScope: форма его выхода неизвестна',
  },
  'unknown-operation': {
    en: '“{name}” is an operation that ConvScope does not run',
    ru: '«{name}» — операция, которую ConvScope не выполняет',
  },
  'layer-argument-missing': {
    en: '{layer} is made without “{name}”, which it needs',
    ru: 'Слою {layer} не задан обязательный аргумент «{name}»',
  },
  'unexpected-argument': {
    en: '{layer} takes no argument “{name}”: it is left out',
    ru: 'У {layer} нет аргумента «{name}», он пропущен',
  },
  'argument-unknown': {
    en: '“{name}” of {layer} is not known: {reason}',
    ru: 'Аргумент «{name}» слоя {layer} неизвестен: {reason}',
  },
  'not-plain': {
    en: 'it is not a plain number, text or list of these',
    ru: 'это не число, не строка и не список из них',
  },
  'layer-wrong': { en: '{reason}', ru: '{reason}' },
  'model-part-unknown': {
    en: 'A part of this model is not known: {reason}',
    ru: 'Часть модели неизвестна: {reason}',
  },
  'model-subclassed': {
    en: '“{name}” makes its network in methods of a class of its own, which is not understood',
    ru: '«{name}» строит сеть в методах собственного класса, это не понято',
  },
  'shape-unknown': { en: 'the shape of “{text}” is not known', ru: 'форма «{text}» неизвестна' },
  'application': {
    en: 'the ready network “{name}” is not part of the script',
    ru: 'готовая сеть «{name}» не описана в скрипте',
  },
  'weights-from-file': {
    en: 'Weights from a file are not read: training would start from new ones',
    ru: 'Веса из файла не читаются: обучение начнётся с новых',
  },
  'command-line': {
    en: '“{name}” comes from the command line',
    ru: '«{name}» задаётся в командной строке',
  },
  // Training.
  'optimizer-unknown': { en: 'The optimizer is not known: {reason}', ru: 'Оптимизатор неизвестен: {reason}' },
  'optimizer-unsupported': {
    en: 'ConvScope does not train with {name} as it is set here',
    ru: 'ConvScope не обучает с {name} с такими настройками',
  },
  'loss-unsupported': {
    en: 'ConvScope has no loss “{name}”',
    ru: 'В ConvScope нет функции потерь «{name}»',
  },
  'metric-unsupported': { en: 'ConvScope has no metric “{name}”', ru: 'В ConvScope нет метрики «{name}»' },
  'metric-unknown': { en: 'A metric is not understood', ru: 'Одна из метрик не понята' },
  'from-logits': {
    en: 'The loss takes logits; ConvScope takes what the last softmax or sigmoid gives',
    ru: 'Функция потерь принимает логиты, а ConvScope берёт выход последнего softmax или sigmoid',
  },
  'left-out': { en: '“{name}” of {of} is left out', ru: '«{name}» у {of} пропущено' },
  'callback-unknown': { en: 'The callback “{name}” is left out', ru: 'Обратный вызов «{name}» пропущен' },
  'fitted-again': {
    en: 'The script trains more than once: only the first time is taken',
    ru: 'Скрипт обучает несколько раз, берётся только первый',
  },
  'data-unknown': {
    en: 'What it trains on is not known: choose a data set',
    ru: 'Неизвестно, на чём обучать: выберите набор данных',
  },
  'data-changed': {
    en: 'The images are changed in a way that ConvScope leaves out: {text}',
    ru: 'Картинки изменяются так, как ConvScope не делает: {text}',
  },
  'data-not-scaled': {
    en: 'The images are not divided by 255 here; ConvScope always does that',
    ru: 'Здесь картинки не делятся на 255, а ConvScope делит всегда',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;
