import type { Text } from '../lesson.js';

/** What was found in a field of a configuration. */
export const fields = {
  'field-wrong': { en: '{field} is {found}, {expected}', ru: '{field} — {found}, {expected}' },
  'field': { en: '“{name}”', ru: '«{name}»' },
  'the-configuration': { en: 'the configuration', ru: 'конфигурация' },
  'missing': { en: 'missing', ru: 'отсутствует' },
  'nothing': { en: 'none', ru: 'ни одного' },
  'a-list': { en: 'a list', ru: 'список' },
  'an-object': { en: 'an object', ru: 'объект' },
} as const satisfies Record<string, Text>;

/** What was expected in a field, by the name that a schema has as its message. None takes arguments. */
export const expectations = {
  'expected-class': { en: 'expected the name of a class', ru: 'ожидалось имя класса' },
  'expected-object': { en: 'expected an object', ru: 'ожидался объект' },
  'expected-keras-object': {
    en: 'expected an object with class_name and config',
    ru: 'ожидался объект с class_name и config',
  },
  'expected-layers': { en: 'expected a list of layers', ru: 'ожидался список слоёв' },
  'expected-shape': {
    en: 'expected a list of sizes such as [null, 28, 28, 1]',
    ru: 'ожидался список размеров, например [null, 28, 28, 1]',
  },
  'expected-some-axes': { en: 'expected at least one axis', ru: 'ожидалась хотя бы одна ось' },
  'expected-fewer-axes': { en: 'expected at most eight axes', ru: 'ожидалось не больше восьми осей' },
  'expected-history': {
    en: 'expected a layer, a node and a tensor',
    ru: 'ожидались слой, узел и тензор',
  },
  'expected-histories': {
    en: 'expected a layer, a node and a tensor, or a list of these',
    ru: 'ожидались слой, узел и тензор или их список',
  },
  'expected-call': { en: 'expected the inputs of a call', ru: 'ожидались входы вызова' },
  'expected-name': { en: 'expected a name', ru: 'ожидалось имя' },
  'expected-shorter-name': {
    en: 'expected at most 256 characters',
    ru: 'ожидалось не больше 256 символов',
  },
  'expected-flag': { en: 'expected true or false', ru: 'ожидалось true или false' },
  'expected-share': { en: 'expected a number from 0 to 1', ru: 'ожидалось число от 0 до 1' },
  'expected-count': {
    en: 'expected a whole number from 1 up',
    ru: 'ожидалось целое число от 1',
  },
  'expected-count-or-two': {
    en: 'expected a whole number from 1 up, or two of them',
    ru: 'ожидалось целое число от 1 или два таких числа',
  },
  'expected-count-or-three': {
    en: 'expected a whole number from 1 up, or three of them',
    ru: 'ожидалось целое число от 1 или три таких числа',
  },
  'expected-amount': {
    en: 'expected a whole number from 0 up',
    ru: 'ожидалось целое число от 0',
  },
  'expected-amounts': {
    en: 'expected whole numbers from 0 up',
    ru: 'ожидались целые числа от 0',
  },
  'expected-edges': {
    en: 'expected a number, two numbers or two pairs',
    ru: 'ожидалось число, два числа или две пары чисел',
  },
  'expected-whole-number': { en: 'expected a whole number', ru: 'ожидалось целое число' },
  'expected-whole-numbers': { en: 'expected whole numbers', ru: 'ожидались целые числа' },
  'expected-sizes': { en: 'expected a list of sizes', ru: 'ожидался список размеров' },
  'expected-factors': {
    en: 'expected a number, or one for each channel',
    ru: 'ожидалось число или по числу на канал',
  },
  'expected-padding': { en: 'expected "valid" or "same"', ru: 'ожидалось "valid" или "same"' },
  'expected-data-format': {
    en: 'expected "channels_last" or "channels_first"',
    ru: 'ожидалось "channels_last" или "channels_first"',
  },
  'expected-activation': {
    en: 'expected the name of an activation, such as "relu"',
    ru: 'ожидалось имя функции активации, например "relu"',
  },
  'expected-axis': { en: 'expected one axis', ru: 'ожидалась одна ось' },
  'expected-axis-or-list': {
    en: 'expected an axis, or a list of them',
    ru: 'ожидалась ось или список осей',
  },
  'expected-axis-each': {
    en: 'expected an axis, or one of each input',
    ru: 'ожидалась ось или по оси у каждого входа',
  },
  'expected-axes': { en: 'expected a list of axes', ru: 'ожидался список осей' },
  'expected-file-name': {
    en: 'expected the name of a file beside it',
    ru: 'ожидалось имя файла рядом с ним',
  },
  'expected-float32': { en: 'expected float32', ru: 'ожидалось float32' },
  'expected-not-quantized': {
    en: 'expected weights that are not quantized',
    ru: 'ожидались веса без квантования',
  },
  // What a schema says by itself.
  'expected-text': { en: 'expected a text', ru: 'ожидалась строка' },
  'expected-number': { en: 'expected a number', ru: 'ожидалось число' },
  'expected-list': { en: 'expected a list', ru: 'ожидался список' },
  'expected-otherwise': {
    en: 'expected one of the values that Keras takes here',
    ru: 'ожидалось одно из значений, которые здесь принимает Keras',
  },
} as const satisfies Record<string, Text>;

/** A bound that a number, or the length of a text or a list, leaves. */
export const bounds = {
  'expected-at-least': { en: 'expected at least {least}', ru: 'ожидалось не меньше {least}' },
  'expected-more-than': { en: 'expected more than {least}', ru: 'ожидалось больше {least}' },
  'expected-at-most': { en: 'expected at most {most}', ru: 'ожидалось не больше {most}' },
  'expected-less-than': { en: 'expected less than {most}', ru: 'ожидалось меньше {most}' },
  'expected-exactly': { en: 'expected {value}', ru: 'ожидалось {value}' },
  'expected-one-of': { en: 'expected one of {values}', ru: 'ожидалось одно из {values}' },
} as const satisfies Record<string, Text>;

/** What a schema's message may be. */
export type ExpectationCode = keyof typeof expectations;
